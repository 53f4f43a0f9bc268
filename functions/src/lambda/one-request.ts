/**
 * Lambda takes 6 MB a request, of which base64 leaves 4.5 MB for a form with files; beyond that the gateway refuses in
 * words of its own, before any of our code. This line lies a little below, so that what is near it is always answered
 * in words a person can act on. Larger workbooks go by `POST …/imports/:id/uploads`.
 */
export const FORM_BYTES = 4 * 1024 * 1024;
