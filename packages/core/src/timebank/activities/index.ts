export { PublicActivity } from './activity.ts';
export {
  ActivityDetail,
  ActivityInput,
  addShift,
  createActivity,
  getActivity,
  listActivities,
  ShiftBoard,
} from './activity-operations.ts';
export { Attendance, hoursOf } from './attendance.ts';
export { ActivityChange, changeActivity } from './change-operations.ts';
export { CheckInInput, CheckInOutcome, checkIn } from './check-in-operations.ts';
export { AttendanceTimesInput, correctAttendance } from './correction-operations.ts';
export { ACTIVITY_NOUNS, activitiesKept, signUpsKept } from './forget.ts';
export { AttendanceHours, AttendanceHoursInput, turnIntoHours } from './hours-operations.ts';
export { getVolunteerOnHand, VolunteerOnHand } from './on-hand-operations.ts';
export {
  cancelOwnSignUp,
  checkOneselfIn,
  getOwnActivities,
  getOwnShift,
  OfferInput,
  OwnActivities,
  OwnCheckInInput,
  OwnShift,
  offerOwnSeat,
  signUpOneself,
  takeOfferedSeat,
} from './own-operations.ts';
export { PublicActivities, publicActivities } from './public.ts';
export { SeatsLeft } from './seats.ts';
export { Shift, ShiftInput } from './shift.ts';
export {
  CallingOffInput,
  CapacityInput,
  callShiftOff,
  getRoster,
  Roster,
  setCapacity,
} from './shift-operations.ts';
export { SignUp } from './sign-up.ts';
export {
  CancellationInput,
  cancelSignUp,
  markAbsent,
  SignUpInput,
  signVolunteerUp,
} from './sign-up-operations.ts';
export { getTicket, Ticket } from './ticket-operations.ts';
