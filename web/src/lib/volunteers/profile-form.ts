import type { InferRequestType } from 'hono/client';
import type { Api } from '#lib/server/api.ts';

type SetProfile = Api['communities'][':community']['timebank']['volunteers'][':id']['profile']['$put'];
type Profile = Required<InferRequestType<SetProfile>['json']>;

/** What the form says of skills and times, as the API takes it. Skills stand in one line, as people write a list. */
export const profileIn = (form: FormData): Profile => ({
  skills: skillsIn(String(form.get('skills') ?? '')),
  // The API refuses what is no time of the week.
  availability: form.getAll('availability') as Profile['availability'],
});

export const skillsIn = (line: string): string[] =>
  line
    .split(/[、,，;；\n]/)
    .map((skill) => skill.trim())
    .filter((skill) => skill !== '');
