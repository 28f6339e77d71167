import { createECDH } from 'node:crypto'

/** The public half of the deployment's push key, as browsers want it. */
export function pushPublicKey(privateKey: string): string {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(Buffer.from(privateKey, 'base64url'))
  return pair.getPublicKey('base64url', 'uncompressed')
}
