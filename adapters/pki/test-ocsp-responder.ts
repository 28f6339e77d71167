import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { X509Certificate } from '@peculiar/x509'
import type { TestAuthority } from './test-authority.ts'

export interface TestResponderOrder {
  readonly authority: TestAuthority
  readonly issued: readonly X509Certificate[]
  readonly revoked?: readonly X509Certificate[]
  /** Who signs the answers; the authority itself when absent. */
  readonly signer?: { readonly certificate: X509Certificate; readonly key: CryptoKey }
}

export interface TestResponder {
  readonly url: string
  close(): Promise<void>
}

const asn1Time = (at: Date): string => `${at.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`

/** OpenSSL's own OCSP responder over an authority's index, on a free port. */
export async function openTestOcspResponder({ authority, issued, revoked = [], signer }: TestResponderOrder): Promise<TestResponder> {
  const folder = mkdtempSync(join(tmpdir(), 'lien-vien-ocsp-'))
  const line = (one: X509Certificate): string => {
    const isRevoked = revoked.some((other) => other.serialNumber === one.serialNumber)
    return [isRevoked ? 'R' : 'V', asn1Time(one.notAfter), isRevoked ? asn1Time(new Date()) : '', one.serialNumber.toUpperCase(), 'unknown', '/CN=x'].join('\t')
  }
  writeFileSync(join(folder, 'index.txt'), `${issued.map(line).join('\n')}\n`)
  writeFileSync(join(folder, 'ca.pem'), authority.root.toString('pem'))
  writeFileSync(join(folder, 'signer.pem'), (signer?.certificate ?? authority.root).toString('pem'))
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', signer?.key ?? authority.key)).toString('base64')
  writeFileSync(join(folder, 'signer.key'), `-----BEGIN PRIVATE KEY-----\n${key.replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`, { mode: 0o600 })
  const port = await freePort()
  const words = ['ocsp', '-index', 'index.txt', '-CA', 'ca.pem', '-rsigner', 'signer.pem', '-rkey', 'signer.key', '-port', String(port), '-nmin', '60', '-rmd', 'sha256']
  const child = spawn('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer): void => {
      said += chunk.toString('utf8')
      if (/ACCEPT|waiting for OCSP client/i.test(said)) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', () => reject(new Error(`the responder ended: ${said}`)))
  })
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
      rmSync(folder, { recursive: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
