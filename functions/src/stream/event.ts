import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { StreamEvent } from '@linli/core/table';

type Marshalled = Parameters<typeof unmarshall>[0];

/** The part of a stream record that Linli reads; the SDK's and Lambda's records both have it. */
export type StreamChange = { SequenceNumber?: string; NewImage?: unknown; OldImage?: unknown };

export function streamEventOf({ SequenceNumber, NewImage, OldImage }: StreamChange): StreamEvent {
  if (SequenceNumber === undefined) throw new Error('A stream record without a sequence number');
  return {
    sequence: SequenceNumber,
    ...(NewImage === undefined ? {} : { newImage: unmarshall(NewImage as Marshalled) }),
    ...(OldImage === undefined ? {} : { oldImage: unmarshall(OldImage as Marshalled) }),
  };
}
