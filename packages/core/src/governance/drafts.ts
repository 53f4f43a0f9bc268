import { drafter } from '../table/index.ts';
import { Elections, Meetings, Offices, Opinions } from './entities.ts';

export const draftMeeting = drafter(Meetings);
export const draftOpinion = drafter(Opinions);
export const draftElection = drafter(Elections);
export const draftOffice = drafter(Offices);
