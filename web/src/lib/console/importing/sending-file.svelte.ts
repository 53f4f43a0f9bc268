import { m } from '#lib/paraglide/messages.js';
import { putFile } from './put-file.ts';
import { announce, NotTaken, takeIn } from './upload-api.ts';

/** One chosen file on its way into an import: announced, sent to the address it was given, taken in. */
export class SendingFile {
  readonly file: File;
  state: 'waiting' | 'sending' | 'reading' | 'received' | 'refused' = $state('waiting');
  /** Bytes that have left this machine. */
  sent = $state(0);
  /** Why it was not taken, in words for the person who sent it. */
  refusal = $state('');

  constructor(file: File) {
    this.file = file;
  }

  wait(): void {
    this.state = 'waiting';
    this.sent = 0;
  }

  /** Ends as received or refused, and never rejects: one file that fails does not stop the others. */
  async send(uploads: string): Promise<void> {
    try {
      this.state = 'sending';
      const { uploadId, ...target } = await announce(uploads, this.file);
      await putFile(target, this.file, (bytes) => {
        this.sent = bytes;
      });
      this.state = 'reading';
      await takeIn(uploads, uploadId);
      this.state = 'received';
    } catch (error) {
      if (!(error instanceof NotTaken)) console.error(error);
      this.refusal = error instanceof NotTaken ? error.message : m.console_file_lost();
      this.state = 'refused';
    }
  }
}
