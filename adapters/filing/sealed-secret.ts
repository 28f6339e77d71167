import { openKey, sealKey } from '#adapters/pki/sealed-key.ts'
import type { SealedKey } from '#core/minutes/key-store.ts'

const pepper = (secret: string): Buffer => Buffer.from(`filing:${secret}`)

/** Seals a receiver's token for the store, under the deployment's secret. */
export const sealSecret = async (token: string, secret: string): Promise<string> =>
  JSON.stringify(await sealKey(Buffer.from(token, 'utf8'), pepper(secret), 'deployment'))

/** Opens a token for the moment of sending; null when it was sealed under another secret. */
export async function openSecret(sealed: string, secret: string): Promise<string | null> {
  // Written above, and by nothing else.
  const token = await openKey(JSON.parse(sealed) as SealedKey, pepper(secret))
  return token === null ? null : Buffer.from(token).toString('utf8')
}
