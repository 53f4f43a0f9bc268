export { Course, Slot, tallyCourse } from './course.ts';
export * from './drafts.ts';
export * from './operations.ts';
export * from './public.ts';
export { Room, tallyRoom } from './room.ts';
export { Session, sessionsOf } from './session.ts';
