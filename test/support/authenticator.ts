import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;

type Answering = {
  /** The page that asked. */
  origin: string;
  /** Whether a finger, a face or a PIN opened it. */
  verified?: boolean;
};
type Making = { challenge: string; rp: { id?: string | undefined }; user: { id: string } };
type Asking = { challenge: string; rpId?: string | undefined };

/** A device with one passkey, as WebAuthn level 3 has it answer (ES256, no attestation); in Node, for tests without a browser. */
export class Authenticator {
  readonly credentialId = randomBytes(32).toString('base64url');
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  counter = 0;
  #userHandle = '';

  make({ challenge, rp, user }: Making, answering: Answering) {
    this.#userHandle = user.id;
    const id = Buffer.from(this.credentialId, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const key = coseOf(this.#keys.publicKey);
    const authData = Buffer.concat([
      this.#head(rp.id ?? '', ATTESTED, answering),
      Buffer.alloc(16),
      length,
      id,
      key,
    ]);
    const attestation = Buffer.concat([
      cborMap(3),
      cborText('fmt'),
      cborText('none'),
      cborText('attStmt'),
      cborMap(0),
      cborText('authData'),
      cborBytes(authData),
    ]);
    return this.#said({
      clientDataJSON: clientData('webauthn.create', challenge, answering).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    });
  }

  answer({ challenge, rpId = '' }: Asking, answering: Answering) {
    const data = clientData('webauthn.get', challenge, answering);
    const authData = this.#head(rpId, 0, answering);
    const signature = createSign('sha256').update(authData).update(sha256(data)).sign(this.#keys.privateKey);
    return this.#said({
      clientDataJSON: data.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: signature.toString('base64url'),
      userHandle: this.#userHandle,
    });
  }

  #head(rpId: string, flags: number, { verified = true }: Answering): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([
      sha256(Buffer.from(rpId)),
      Buffer.from([flags | PRESENT | (verified ? VERIFIED : 0)]),
      counter,
    ]);
  }

  #said(response: object) {
    const { credentialId: id } = this;
    return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
  }
}

const sha256 = (data: Buffer) => createHash('sha256').update(data).digest();

const clientData = (type: string, challenge: string, { origin }: Answering) =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

const cborMap = (entries: number) => Buffer.from([0xa0 | entries]);
const cborText = (text: string) => Buffer.concat([Buffer.from([0x60 | text.length]), Buffer.from(text)]);
const cborBytes = (bytes: Buffer) =>
  Buffer.concat([Buffer.from([0x59, bytes.length >> 8, bytes.length & 0xff]), bytes]);

/** {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y} */
function coseOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const part = (label: number, value: string) =>
    Buffer.concat([Buffer.from([label, 0x58, 0x20]), Buffer.from(value, 'base64url')]);
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]),
    part(0x21, x),
    part(0x22, y),
  ]);
}
