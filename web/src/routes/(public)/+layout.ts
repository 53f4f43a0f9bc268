// Pages that only read send no JavaScript.
export const csr = false;
