import { randomUUID } from 'node:crypto'

const crlf = '\r\n'

/** Joins DICOM files into the body of one STOW request. */
export function multipartOf(files: readonly Uint8Array[]): { readonly body: Buffer<ArrayBuffer>; readonly contentType: string } {
  const boundary = randomUUID()
  const parts = files.flatMap((file) => [Buffer.from(`--${boundary}${crlf}Content-Type: application/dicom${crlf}${crlf}`), file, Buffer.from(crlf)])
  return {
    body: Buffer.concat([...parts, Buffer.from(`--${boundary}--${crlf}`)]),
    contentType: `multipart/related; type="application/dicom"; boundary=${boundary}`,
  }
}

/** The content of the first part of a multipart answer, and its own content type; null when it has no part. */
export function firstPartOf(answer: Uint8Array): { readonly contentType: string; readonly content: Uint8Array } | null {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength)
  const start = bytes.indexOf('--')
  const lineEnd = bytes.indexOf(crlf, start)
  if (start === -1 || lineEnd === -1) return null
  const boundary = bytes.subarray(start, lineEnd)
  const headEnd = bytes.indexOf(crlf + crlf, lineEnd)
  if (headEnd === -1) return null
  const head = bytes.subarray(lineEnd, headEnd).toString('latin1')
  // From behind: the boundary's letters might stand in the pixels.
  const end = bytes.lastIndexOf(Buffer.concat([Buffer.from(crlf), boundary]))
  if (end < headEnd) return null
  return { contentType: /^content-type:\s*(.*)$/im.exec(head)?.[1]?.trim() ?? '', content: bytes.subarray(headEnd + 4, end) }
}

/** Wraps one part anew, so that nothing which the archive says of itself goes along. */
export function onePart(content: Uint8Array, contentType: string): { readonly body: Uint8Array; readonly mediaType: string } {
  const boundary = randomUUID()
  const head = Buffer.from(`--${boundary}${crlf}Content-Type: ${contentType}${crlf}${crlf}`)
  const [type] = contentType.split(';')
  return {
    body: Buffer.concat([head, content, Buffer.from(`${crlf}--${boundary}--${crlf}`)]),
    mediaType: `multipart/related; type="${type?.trim() ?? ''}"; boundary=${boundary}`,
  }
}
