import { createCipheriv, createDecipheriv, createHmac, randomBytes, scrypt } from 'node:crypto'
import type { SealedKey } from '#core/minutes/key-store.ts'

/** scrypt's N by what is guessed: a PIN costs 32 MiB and a tenth of a second a try; a random secret of 256 bits needs no such help. */
const costs = { pin: 2 ** 15, deployment: 2 ** 12 } as const

const deriveKey = (secret: Uint8Array, salt: Uint8Array, n: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(secret, salt, 32, { N: n, r: 8, p: 1, maxmem: 160 * n * 8 }, (failure, key) => (failure ? reject(failure) : resolve(key)))
  })

/** Mixes the deployment's secret into a PIN, so that a stolen database alone gives nothing to guess six digits against. */
export const pepper = (pin: string, deploymentSecret: string): Uint8Array =>
  createHmac('sha256', deploymentSecret).update(`pin:${pin.normalize('NFC')}`).digest()

/** Encrypts a PKCS#8 private key under a secret: scrypt, then AES-256-GCM. */
export async function sealKey(pkcs8: Uint8Array, secret: Uint8Array, guessed: keyof typeof costs): Promise<SealedKey> {
  const cost = costs[guessed]
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await deriveKey(secret, salt, cost), iv)
  const ciphertext = Buffer.concat([cipher.update(pkcs8), cipher.final()])
  const text = (bytes: Buffer): string => bytes.toString('base64')
  return { cost, salt: text(salt), iv: text(iv), tag: text(cipher.getAuthTag()), ciphertext: text(ciphertext) }
}

/** The PKCS#8 private key, or null when the secret is not the one it was sealed under. */
export async function openKey(sealed: SealedKey, secret: Uint8Array): Promise<Uint8Array | null> {
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64')
  const key = await deriveKey(secret, bytes(sealed.salt), sealed.cost)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes(sealed.iv), { authTagLength: 16 })
  decipher.setAuthTag(bytes(sealed.tag))
  try {
    return Buffer.concat([decipher.update(bytes(sealed.ciphertext)), decipher.final()])
  } catch {
    return null
  }
}
