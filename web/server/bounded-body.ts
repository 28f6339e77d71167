/** Reads a request's body, or null as soon as it is larger than it may be: what a sender claims of its length is not believed. */
export async function readBounded(request: Request, mostBytes: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return null
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > mostBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** As `readBounded`, as text. */
export async function readBoundedText(request: Request, mostBytes: number): Promise<string | null> {
  const bytes = await readBounded(request, mostBytes)
  return bytes === null ? null : new TextDecoder().decode(bytes)
}
