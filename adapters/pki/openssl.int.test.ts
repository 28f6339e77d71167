import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { derOf } from './certificates.ts'
import { openTestDeployment, testDoctor, testOrganization } from './test-deployment.ts'

/** OpenSSL checks against its own clock, so these certificates begin now. */
const deployment = openTestDeployment(new Date())
const folder = mkdtempSync(join(tmpdir(), 'lien-vien-pki-'))
const file = (name: string): string => join(folder, name)
const openssl = (...words: string[]): string => execFileSync('openssl', words, { encoding: 'utf8', stdio: 'pipe' })
const write = (name: string, der: Uint8Array): void => {
  writeFileSync(file(`${name}.der`), der)
}
const toPem = (name: string, kind: 'x509' | 'crl'): void => {
  openssl(kind, '-inform', 'DER', '-in', file(`${name}.der`), '-out', file(`${name}.pem`))
}

describe('OpenSSL, as an independent reader', () => {
  let serial = ''
  beforeAll(async () => {
    const issued = await deployment.issueSigningKey({ practitioner: testDoctor, organization: testOrganization, pin: '246810' })
    if (!issued.ok) throw new Error(issued.error)
    serial = issued.value.serial
    const key = await deployment.store.currentKey(testDoctor.id, testOrganization.id)
    const issuer = await deployment.authorities.ofOrganization(testOrganization)
    write('root', derOf((await deployment.authorities.root()).certificate))
    write('organization', derOf(issuer.certificate))
    write('doctor', key?.certificate ?? new Uint8Array())
    for (const name of ['root', 'organization', 'doctor']) toPem(name, 'x509')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('follows the chain from doctor to root', () => {
    expect(openssl('verify', '-x509_strict', '-CAfile', file('root.pem'), '-untrusted', file('organization.pem'), file('doctor.pem'))).toContain('OK')
  })

  it('reads the Vietnamese name in the certificate', () => {
    const subject = openssl('x509', '-in', file('doctor.pem'), '-noout', '-subject', '-nameopt', 'utf8')
    expect(subject).toContain('CN=Trần Quốc Khánh')
    expect(subject).toContain('serialNumber=practitioner-1')
  })

  it('finds a revoked certificate in the list', async () => {
    await deployment.store.revoke({ issuer: testOrganization.id, serial, revokedAt: new Date(), reason: 'key-compromise' })
    const key = await deployment.store.currentKey(testDoctor.id, testOrganization.id)
    write('list', (await deployment.revocationListOf(key?.certificate ?? new Uint8Array())) ?? new Uint8Array())
    toPem('list', 'crl')
    expect(openssl('crl', '-in', file('list.pem'), '-noout', '-text', '-CAfile', file('organization.pem')).toLowerCase()).toContain(serial.replace(/^0+/, ''))
    expect(() =>
      openssl('verify', '-crl_check', '-CRLfile', file('list.pem'), '-CAfile', file('root.pem'), '-untrusted', file('organization.pem'), file('doctor.pem')),
    ).toThrow(/certificate revoked/)
  })

  it('accepts the timestamp for the digest, and for no other', async () => {
    const digest = createHash('sha256').update('biên bản hội chẩn').digest()
    write('token', await deployment.timestamp(digest))
    const verify = (hex: string): string =>
      openssl('ts', '-verify', '-digest', hex, '-token_in', '-in', file('token.der'), '-CAfile', file('root.pem'))
    expect(verify(digest.toString('hex'))).toContain('OK')
    expect(() => verify('00'.repeat(32))).toThrow()
  })
})
