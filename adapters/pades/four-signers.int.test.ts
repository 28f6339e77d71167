import { execFileSync } from 'node:child_process'
import { createPublicKey, KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDF } from '@libpdf/core'
import { KeyUsageFlags } from '@peculiar/x509'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { derOf, keyAlgorithm } from '#adapters/pki/certificates.ts'
import { makeCscDevice } from '#adapters/pki/csc-device.ts'
import { openPki, type Pki } from '#adapters/pki/open-pki.ts'
import { makePkcs11Device } from '#adapters/pki/pkcs11-device.ts'
import { openTestAuthority, type TestAuthority } from '#adapters/pki/test-authority.ts'
import { openTestCscService, testCscClient, type TestCscService } from '#adapters/pki/test-csc-service.ts'
import { openTrustedAuthorities } from '#adapters/pki/trusted-authorities.ts'
import type { KeyPlace } from '#core/minutes/key-store.ts'
import type { MinutesSealer } from '#core/minutes/ports.ts'
import { makeMemoryKeyStore } from '#core/minutes/testing.ts'
import { brandId, type OrganizationId, type PractitionerId } from '#core/shared/ids.ts'
import { makePadesSealer } from './pades-sealer.ts'

const softHsm = '/usr/lib/softhsm/libsofthsm2.so'
const pyHanko = process.env['PYHANKO_BIN'] ?? '/usr/local/bin/pyhanko'
const missing = [softHsm, '/usr/bin/pkcs11-tool'].filter((path) => !existsSync(path))

const folder = mkdtempSync(join(tmpdir(), 'lien-vien-four-'))
const trustFolder = join(folder, 'trust')
const hsm = { SOFTHSM2_CONF: join(folder, 'softhsm2.conf') }
const run = (command: string, ...words: string[]): string => execFileSync(command, words, { encoding: 'utf8', stdio: 'pipe', cwd: folder, env: { ...process.env, ...hsm } })

const central = { id: brandId<OrganizationId>('org-central'), name: 'Bệnh viện Sao Mai' }
const district = { id: brandId<OrganizationId>('org-district'), name: 'Trung tâm Y tế Sông Bạc' }
const signer = (organization: typeof central, [id, name, field]: readonly [id: string, name: string, field: string]) => ({ practitioner: { id: brandId<PractitionerId>(id), name }, organization, field })
const secretary = signer(central, ['secretary', 'Lê Thị Ngọc Ánh', 'ThuKy'])
const treating = signer(district, ['treating', 'Hoàng Văn Sơn', 'ThanhVien1'])
const remote = signer(central, ['remote', 'Đặng Thùy Dương', 'ThanhVien2'])
const chair = signer(central, ['chair', 'Trần Quốc Khánh', 'ChuToa'])
const four = [secretary, treating, remote, chair]
const token: KeyPlace = { kind: 'pkcs11', token: 'chu-toa', key: '01' }
const cloud: KeyPlace = { kind: 'csc', credential: 'cred-duong' }
const pin = '246810'

let pki: Pki
let sealer: MinutesSealer
let service: TestCscService
let tokenAuthority: TestAuthority

/** A token with a key made inside it, and the certificate that an authority issues for that key. */
async function prepareToken(authority: TestAuthority): Promise<void> {
  mkdirSync(join(folder, 'tokens'))
  writeFileSync(hsm.SOFTHSM2_CONF, `directories.tokendir = ${join(folder, 'tokens')}\nlog.level = ERROR\n`)
  run('softhsm2-util', '--init-token', '--free', '--label', 'chu-toa', '--so-pin', '12345678', '--pin', pin)
  const tool = (...words: string[]): string => run('pkcs11-tool', '--module', softHsm, '--token-label', 'chu-toa', '--login', '--pin', pin, ...words)
  tool('--keypairgen', '--key-type', 'EC:prime256v1', '--id', '01', '--label', 'ky')
  const spki = execFileSync('pkcs11-tool', ['--module', softHsm, '--token-label', 'chu-toa', '--read-object', '--type', 'pubkey', '--id', '01'], { env: { ...process.env, ...hsm }, stdio: 'pipe' })
  const publicKey = await crypto.subtle.importKey('spki', createPublicKey({ key: spki, format: 'der', type: 'spki' }).export({ format: 'der', type: 'spki' }), keyAlgorithm, true, ['verify'])
  writeFileSync(join(folder, 'token.der'), derOf(await authority.issue({ name: chair.practitioner.name, organization: central.name, publicKey })))
  tool('--write-object', 'token.der', '--type', 'cert', '--id', '01', '--label', 'ky')
}

async function prepareService(authority: TestAuthority): Promise<TestCscService> {
  const keys = await crypto.subtle.generateKey({ name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-256' }, true, ['sign', 'verify'])
  const certificate = await authority.issue({ name: remote.practitioner.name, organization: central.name, publicKey: keys.publicKey })
  return openTestCscService([{ id: 'cred-duong', user: 'duong', pin, certificate: derOf(certificate), key: KeyObject.from(keys.privateKey) }])
}

describe.skipIf(missing.length > 0)(`four signers of four authorities (needs ${missing.join(', ') || 'nothing more'})`, () => {
  const steps: Uint8Array[] = []
  const sign = async (pdf: Uint8Array, one: (typeof four)[number], given = pin): Promise<Uint8Array> => {
    const credential = await pki.keys.unlock({ practitioner: one.practitioner.id, organization: one.organization.id }, given)
    if (!credential.ok) throw new Error(credential.error)
    return sealer.sign({ pdf, field: one.field, credential: credential.value, capacity: 'Thành viên', reason: 'Ký biên bản hội chẩn', location: one.organization.name, at: new Date() })
  }

  beforeAll(async () => {
    mkdirSync(trustFolder)
    tokenAuthority = await openTestAuthority('CA Thiết bị')
    const cloudAuthority = await openTestAuthority('CA Từ xa')
    await Promise.all([tokenAuthority.publish(trustFolder), cloudAuthority.publish(trustFolder)])
    await prepareToken(tokenAuthority)
    service = await prepareService(cloudAuthority)
    const devices = { pkcs11: makePkcs11Device({ module: softHsm, environment: hsm }), csc: makeCscDevice({ url: service.url, ...testCscClient }) }
    let ids = 0
    pki = openPki({
      store: makeMemoryKeyStore(), clock: () => new Date(), newId: () => `key-${++ids}`, secret: 'test secret of a deployment',
      outside: { trusted: openTrustedAuthorities(trustFolder), devices },
    })
    sealer = makePadesSealer(pki)
    for (const one of [secretary, treating]) await pki.issueSigningKey({ ...one, pin })
    for (const [one, place] of [[remote, cloud], [chair, token]] as const) {
      expect(await pki.registerOutsideKey({ practitioner: one.practitioner, organization: one.organization.id, place })).toMatchObject({ ok: true })
    }
    const blank = PDF.create()
    blank.addPage({ size: 'a4' })
    steps.push(await sealer.reserve(await blank.save(), four.map(({ field }) => field)))
    for (const one of four) steps.push(await sign(steps.at(-1) ?? new Uint8Array(), one))
    steps.push(await sealer.addValidationData(steps.at(-1) ?? new Uint8Array()))
    steps.forEach((bytes, index) => writeFileSync(join(folder, `step${index}.pdf`), bytes))
    writeFileSync(join(folder, 'platform.crt'), (await pki.authorities.root()).certificate.toString('pem'))
    for (const [name, { root }] of [['token.crt', tokenAuthority], ['cloud.crt', cloudAuthority]] as const) writeFileSync(join(folder, name), root.toString('pem'))
  }, 60_000)
  afterAll(async () => {
    await service.close()
    rmSync(folder, { recursive: true })
  })

  it.each([1, 2, 3, 4, 5])('is whole and trusted after step %i', async (step) => {
    const verdict = await sealer.verify(steps[step] ?? new Uint8Array())
    expect(verdict.whole).toBe(true)
    expect(verdict.signatures.map(({ signerName, trusted, timestamped }) => [signerName, trusted, timestamped])).toEqual(
      four.slice(0, step).map(({ practitioner }) => [practitioner.name, true, true]),
    )
  })

  it.each([1, 2, 3, 4, 5])('has only valid signatures for pdfsig after step %i', (step) => {
    const report = run('pdfsig', '-nocert', `step${step}.pdf`)
    expect(report.match(/Signature is Valid\./g)).toHaveLength(Math.min(step, 4))
    expect(report).not.toMatch(/Signature is Invalid|Digest Mismatch/)
  })

  it.skipIf(!existsSync(pyHanko)).each([1, 2, 3, 4, 5])(`is valid and unmodified for pyHanko after step %i (PYHANKO_BIN=${pyHanko})`, (step) => {
    const trust = ['platform.crt', 'token.crt', 'cloud.crt'].flatMap((name) => ['--trust', name])
    // It ends with an error while a field is still empty; its report is complete all the same.
    const report = run('sh', '-c', `${pyHanko} sign validate --pretty-print --no-revocation-check --trust-replace ${trust.join(' ')} step${step}.pdf 2>&1 || true`)
    expect(report.match(/The signature is judged VALID\./g)).toHaveLength(Math.min(step, 4))
    expect(report).not.toMatch(/judged INVALID|not compatible|suspicious/i)
  })

  it('carries the outside authorities’ revocation lists as well', async () => {
    const proofs = Buffer.from(steps[5] ?? new Uint8Array()).toString('latin1')
    expect(proofs).toContain('/CRLs')
    expect((await PDF.load(steps[5] ?? new Uint8Array())).getCatalog().has('DSS')).toBe(true)
  })

  it('refuses a wrong PIN at the token and at the service, and signs nothing', async () => {
    for (const one of [chair, remote]) await expect(sign(steps[0] ?? new Uint8Array(), one, '000000')).rejects.toMatchObject({ code: 'signing.wrong-pin' })
  })

  it('asks the service as the standard has it', () => {
    expect(service.asked.slice(0, 4)).toEqual(['/oauth2/token', '/credentials/info', '/credentials/authorize', '/signatures/signHash'])
  })

  describe('the status of a certificate', () => {
    const register = (name: string, place: KeyPlace = token) => pki.registerOutsideKey({ practitioner: { ...chair.practitioner, name }, organization: central.id, place })
    const unlock = () => pki.keys.unlock({ practitioner: chair.practitioner.id, organization: central.id }, pin)

    it('must be in the name of the person', async () => expect(await register('Nguyễn Văn Khác')).toEqual({ ok: false, error: 'signing.wrong-person' }))
    it('must lie where it is said to', async () => expect(await register(chair.practitioner.name, { ...token, key: '09' })).toEqual({ ok: false, error: 'signing.no-key' }))

    it('is refused with its reason when revoked, and when the list is out of date', async () => {
      const found = await unlock()
      if (!found.ok) throw new Error(found.error)
      await tokenAuthority.publish(trustFolder, [{ serialNumber: found.value.serial } as never])
      expect(await unlock()).toEqual({ ok: false, error: 'signing.certificate-revoked' })
      await tokenAuthority.publish(trustFolder, [], new Date(Date.now() - 1_000))
      expect(await unlock()).toEqual({ ok: false, error: 'signing.status-unknown' })
      await tokenAuthority.publish(trustFolder)
      expect(await unlock()).toMatchObject({ ok: true })
    })

    it.each([
      ['expired', 'signing.certificate-expired', { until: new Date(Date.now() - 1_000) }],
      ['for encryption only', 'signing.wrong-role', { usages: KeyUsageFlags.keyEncipherment }],
    ])('is refused when %s', async (_, refusal, part) => {
      const keys = await crypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify'])
      const certificate = derOf(await tokenAuthority.issue({ name: chair.practitioner.name, organization: central.name, publicKey: keys.publicKey, ...part }))
      const device = { certificate: async () => certificate, sign: async () => Promise.reject(new Error('not asked')) }
      const other = openPki({
        store: makeMemoryKeyStore(), clock: () => new Date(), newId: () => 'key', secret: 'test secret of a deployment',
        outside: { trusted: openTrustedAuthorities(trustFolder), devices: { pkcs11: device, csc: null } },
      })
      expect(await other.registerOutsideKey({ practitioner: chair.practitioner, organization: central.id, place: token })).toEqual({ ok: false, error: refusal })
    })
  })
})
