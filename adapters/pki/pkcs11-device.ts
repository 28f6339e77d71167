import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { SigningRefused } from '#core/minutes/ports.ts'
import type { KeyDevice } from './outside-keys.ts'

export interface Pkcs11Options {
  /** The maker's PKCS#11 library. */
  readonly module: string
  readonly tool?: string
  /** What the library needs of its environment, such as SOFTHSM2_CONF. */
  readonly environment?: Readonly<Record<string, string>>
}

/** DigestInfo of SHA-256 (PKCS #1, 9.2): tokens sign it as it is with the oldest RSA mechanism, which all of them know. */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex')

/** A token may wait for a touch, but not for ever; milliseconds. */
const patience = 30_000

/**
 * Tokens and HSMs through OpenSC's pkcs11-tool, a process of its own for each use: the maker's library never runs inside the portal,
 * and nothing must be compiled. The PIN travels in that process's environment, not on its command line.
 */
export function makePkcs11Device({ module, tool = 'pkcs11-tool', environment = {} }: Pkcs11Options): KeyDevice<'pkcs11'> {
  const run = (words: readonly string[], input: Uint8Array, secret: Readonly<Record<string, string>>): Promise<Answer> =>
    new Promise((resolve) => {
      const child = spawn(tool, ['--module', module, ...words], { env: { NODE_ENV: 'production', PATH: '/usr/bin:/bin', ...environment, ...secret }, timeout: patience, stdio: 'pipe' })
      const [out, complaint]: [Buffer[], Buffer[]] = [[], []]
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
      child.stderr.on('data', (chunk: Buffer) => complaint.push(chunk))
      child.stdin.on('error', () => undefined)
      child.once('error', () => resolve({ bytes: null, complaint: 'tool missing' }))
      child.once('close', (code) => resolve({ bytes: code === 0 ? Buffer.concat(out) : null, complaint: Buffer.concat(complaint).toString('utf8') }))
      child.stdin.end(input)
    })
  return {
    certificate: async ({ token, key }) => {
      const { bytes } = await run(['--token-label', token, '--read-object', '--type', 'cert', '--id', key], Buffer.alloc(0), {})
      return bytes === null || bytes.length === 0 ? null : Uint8Array.from(bytes)
    },
    sign: async ({ token, key }, { pin, data, algorithm }) => {
      const hash = createHash('sha256').update(data).digest()
      const [mechanism, input] = algorithm === 'RSA' ? ['RSA-PKCS', Buffer.concat([digestInfo, hash])] as const : ['ECDSA', hash] as const
      const words = ['--token-label', token, '--login', '--pin', 'env:LIENVIEN_PIN', '--sign', '--id', key, '--mechanism', mechanism]
      const { bytes, complaint } = await run([...words, ...(algorithm === 'ECDSA' ? ['--signature-format', 'openssl'] : [])], input, { LIENVIEN_PIN: pin })
      if (bytes !== null && bytes.length > 0) return Uint8Array.from(bytes)
      throw new SigningRefused(reasonOf(complaint))
    },
  }
}

interface Answer {
  readonly bytes: Buffer | null
  readonly complaint: string
}

function reasonOf(complaint: string): SigningRefused['code'] {
  if (complaint.includes('CKR_PIN_LOCKED')) return 'signing.pin-locked'
  return /CKR_PIN_(INCORRECT|INVALID|LEN_RANGE)/.test(complaint) ? 'signing.wrong-pin' : 'signing.device-unreachable'
}
