import { z } from 'zod'

const taken = z.object({ patient: z.string(), added: z.number(), known: z.number(), corrected: z.number(), left: z.array(z.string()) })
const answered = z.union([z.object({ ok: z.literal(true), value: taken }), z.object({ ok: z.literal(false), message: z.string() })])
/** What was taken in of a bundle. */
export type Taken = z.output<typeof taken>

const hexOf = (bytes: ArrayBuffer): string => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Sends an exported record as it is; JSON that cannot be read is refused by the server in its words. */
export async function sendBundle(file: File): Promise<z.output<typeof answered>> {
  const bytes = await file.arrayBuffer()
  const fingerprint = hexOf(await crypto.subtle.digest('SHA-256', bytes))
  const text = new TextDecoder('utf-8').decode(bytes)
  let bundle: unknown = null
  try {
    bundle = JSON.parse(text)
  } catch {
    bundle = null
  }
  const response = await fetch('/api/patients/upload', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ bundle, fingerprint }) })
  return answered.parse(await response.json())
}
