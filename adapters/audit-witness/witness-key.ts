import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign, verify, type KeyObject } from 'node:crypto'

/** RFC 8410's frame of a bare Ed25519 key in PKCS #8. */
const frame = Buffer.from('302e020100300506032b657004220420', 'hex')

export interface WitnessKey {
  readonly publicPem: string
  sign(text: string): string
}

/** The key that signs testimonies, derived from the deployment's secret: it never lies in the database that it watches. */
export function openWitnessKey(secret: string): WitnessKey {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'lien-vien audit witness', 32))
  const key = createPrivateKey({ key: Buffer.concat([frame, seed]), format: 'der', type: 'pkcs8' })
  const publicPem = createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString()
  return { publicPem, sign: (text) => sign(null, Buffer.from(text), key).toString('base64') }
}

/** Whether the key's owner signed this text. */
export const isSigned = (publicKey: KeyObject, text: string, signature: string): boolean =>
  verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64'))

/** A short name of a public key, to be compared by eye. */
export const fingerprintOf = (publicPem: string): string =>
  createHash('sha256').update(createPublicKey(publicPem).export({ format: 'der', type: 'spki' })).digest('hex').slice(0, 32)
