export { OutgoingMessages } from './entities.ts';
export {
  forgetMessages,
  listMessages,
  type MessageJob,
  type MessageKeeper,
  type MessageScope,
  queueMessage,
  retryMessage,
  type StoredMessage,
} from './operations.ts';
export { type MessageDraft, maskedRecipient, messageIdOf, OutgoingMessage } from './outgoing-message.ts';
export {
  type MessageSender,
  type ReadyMessage,
  type SendDependencies,
  SendFailure,
  sendWaiting,
} from './sending.ts';
export { wordingOf } from './templates.ts';
export { messageWanted, waitingMessages } from './wanted.ts';
