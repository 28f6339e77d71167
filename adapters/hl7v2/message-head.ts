import { decodeMessage } from './read-message.ts'

/** What the first line of a message tells about it; empty where it does not say so in the shape it should have. */
export interface HeadOfMessage {
  /** MSH-3 and MSH-4, such as `HIS|BVDKBL`. */
  readonly source: string
  /** MSH-9, such as `ADT^A01`. */
  readonly messageType: string
  /** MSH-10. */
  readonly controlId: string
}

const headBytes = 2_000
/** A name of a system, without what a terminal would act upon; a code has no spaces. Anything else could be of a patient. */
const code = (text: string, shape: RegExp): string => (shape.test(text) ? text : '')
const name = /^[\p{L}\p{N} ._&^/-]{1,60}$/u

/** Reads the header of any message, also of one that cannot be read; a broken one may carry anything in its fields, so only what has their shape is told. */
export function headOf(bytes: Uint8Array): HeadOfMessage {
  const fields = /^MSH\|[^\r\n]*/.exec(Buffer.from(bytes.subarray(0, headBytes)).toString('utf8'))?.[0].split('|') ?? []
  const field = (at: number): string => (fields[at - 1] ?? '').trim()
  const [application, facility] = [code(field(3), name), code(field(4), name)]
  return {
    source: application === '' && facility === '' ? '' : `${application}|${facility}`,
    messageType: code(field(9), /^[A-Z]{3}\^[A-Z]\d{2}(?:\^[A-Z]{3}_[A-Z]\d{2})?$/),
    controlId: code(field(10), /^[\w.:-]{1,60}$/),
  }
}

/** The message as a person reads it, a segment to a line; letters of a wrong charset are shown as they stand there. */
export const textOfMessage = (bytes: Uint8Array): string =>
  (decodeMessage(bytes) ?? Buffer.from(bytes).toString('utf8')).replaceAll(/\r\n|\r/g, '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '�')
