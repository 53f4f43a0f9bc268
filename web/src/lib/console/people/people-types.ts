import type { AnswerOf, Communities } from '../rows.ts';

type Identity = Communities['identity'];
export type Members = AnswerOf<Identity['members']>;
export type Member = Members['items'][number];
/** One of them on a page of their own. */
export type MemberDetail = AnswerOf<Identity['members'][':userId']>;
export type HeldRole = Member['roles'][number];
export type Invitations = AnswerOf<Identity['invitations']>;
export type Invitation = Invitations['items'][number];
export type Roles = AnswerOf<Identity['roles']>;
/** An invitation as it was made, with its code where it was made just now. */
export type NewInvitation = Invitation & { code?: string };

export type Option = { value: string; label: string };
/** What somebody can be given here. Roles that reach named courtyards ask for them. */
export type RoleChoice = Option & { reach: Roles['items'][number]['reach'] };
