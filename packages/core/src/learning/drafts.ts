import { drafter } from '../table/index.ts';
import { Courses, Rooms } from './entities.ts';

export const draftRoom = drafter(Rooms);
export const draftCourse = drafter(Courses);
