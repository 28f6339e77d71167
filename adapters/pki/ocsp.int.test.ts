import { createSign, KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDF } from '@libpdf/core'
import type { X509Certificate } from '@peculiar/x509'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makePadesSealer } from '#adapters/pades/pades-sealer.ts'
import type { KeyPlace } from '#core/minutes/key-store.ts'
import { makeMemoryKeyStore } from '#core/minutes/testing.ts'
import { brandId, type OrganizationId, type PractitionerId } from '#core/shared/ids.ts'
import { derOf, keyAlgorithm } from './certificates.ts'
import { openPki, type Pki } from './open-pki.ts'
import type { KeyDevice } from './outside-keys.ts'
import { openTestAuthority, type TestAuthority, type TestCertificateOrder } from './test-authority.ts'
import { openTestOcspResponder, type TestResponder } from './test-ocsp-responder.ts'
import { openTrustedAuthorities } from './trusted-authorities.ts'

const doctor = { id: brandId<PractitionerId>('doctor'), name: 'Trần Quốc Khánh' }
const hospital = { id: brandId<OrganizationId>('org-central'), name: 'Bệnh viện Sao Mai' }
const place: KeyPlace = { kind: 'csc', credential: 'khanh' }
const makeKeys = () => crypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify'])

let authority: TestAuthority
let keys: Awaited<ReturnType<typeof makeKeys>>
let folder: string
let responder: TestResponder | null = null

beforeAll(async () => {
  ;[authority, keys] = await Promise.all([openTestAuthority('CA Công cộng'), makeKeys()])
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lien-vien-ocsp-trust-'))
  writeFileSync(join(folder, 'ca.crt'), derOf(authority.root))
})
afterEach(async () => {
  await responder?.close()
  responder = null
  rmSync(folder, { recursive: true })
})

const certify = (part: Partial<TestCertificateOrder> = {}): Promise<X509Certificate> =>
  authority.issue({ name: doctor.name, organization: hospital.name, publicKey: keys.publicKey, ...part })

/** A keeper that holds the one key, under whatever certificate was issued for it. */
const keeper = (certificate: X509Certificate): KeyDevice<'csc'> => ({
  certificate: async () => derOf(certificate),
  sign: async (_place, { data }) => createSign('sha256').update(data).sign(KeyObject.from(keys.privateKey)),
})

function openWith(certificate: X509Certificate): Pki {
  let ids = 0
  return openPki({
    store: makeMemoryKeyStore(), clock: () => new Date(), newId: () => `key-${++ids}`, secret: 'test secret of a deployment',
    outside: { trusted: openTrustedAuthorities(folder), devices: { pkcs11: null, csc: keeper(certificate) } },
  })
}

async function answerFrom(order: Omit<Parameters<typeof openTestOcspResponder>[0], 'authority'>): Promise<void> {
  responder = await openTestOcspResponder({ authority, ...order })
  writeFileSync(join(folder, 'ca.ocsp'), `${responder.url}\n`)
}

const register = (certificate: X509Certificate) => openWith(certificate).registerOutsideKey({ practitioner: doctor, organization: hospital.id, place })

describe('OpenSSL’s OCSP responder, asked before a signature', () => {
  it('vouches for a certificate without any list at hand', async () => {
    const certificate = await certify()
    expect(await register(certificate)).toEqual({ ok: false, error: 'signing.status-unknown' })
    await answerFrom({ issued: [certificate] })
    expect(await register(certificate)).toMatchObject({ ok: true })
  })

  it('refuses one that it calls revoked, although the list does not have it yet', async () => {
    const certificate = await certify()
    await authority.publish(folder)
    expect(await register(certificate)).toMatchObject({ ok: true })
    await answerFrom({ issued: [certificate], revoked: [certificate] })
    expect(await register(certificate)).toEqual({ ok: false, error: 'signing.certificate-revoked' })
  })

  it('is not asked twice about what the list has revoked', async () => {
    const certificate = await certify()
    await authority.publish(folder, [certificate])
    await answerFrom({ issued: [certificate] })
    expect(await register(certificate)).toEqual({ ok: false, error: 'signing.certificate-revoked' })
  })

  it('knows nothing of a certificate: the list decides, and without a list nobody signs', async () => {
    const certificate = await certify()
    await answerFrom({ issued: [await certify()] })
    expect(await register(certificate)).toEqual({ ok: false, error: 'signing.status-unknown' })
    await authority.publish(folder)
    expect(await register(certificate)).toMatchObject({ ok: true })
  })

  it('may be one that the authority has certified, and may not be anybody else', async () => {
    const [certificate, answering] = await Promise.all([certify(), makeKeys()])
    const order = { name: 'OCSP', organization: 'CA', publicKey: answering.publicKey }
    await answerFrom({ issued: [certificate], signer: { certificate: await authority.issue({ ...order, answers: true }), key: answering.privateKey } })
    expect(await register(certificate)).toMatchObject({ ok: true })
    await responder?.close()
    await answerFrom({ issued: [certificate], signer: { certificate: await authority.issue(order), key: answering.privateKey } })
    expect(await register(certificate)).toEqual({ ok: false, error: 'signing.status-unknown' })
  })

  it('that is down leaves the word to the list', async () => {
    const certificate = await certify()
    writeFileSync(join(folder, 'ca.ocsp'), 'http://127.0.0.1:9/')
    expect(await register(certificate)).toEqual({ ok: false, error: 'signing.status-unknown' })
    await authority.publish(folder)
    expect(await register(certificate)).toMatchObject({ ok: true })
  })

  it.each([
    ['expired', 'signing.certificate-expired', { until: new Date(Date.now() - 1_000) }],
    ['another person’s', 'signing.wrong-person', { name: 'Nguyễn Văn Khác' }],
    ['for encryption only', 'signing.wrong-role', { usages: 32 }],
  ])('does not help a certificate that is %s', async (_, refusal, part) => {
    const certificate = await certify(part)
    await answerFrom({ issued: [certificate] })
    expect(await register(certificate)).toEqual({ ok: false, error: refusal })
  })
})

describe('what the responder said', () => {
  it('is kept in the file for the years after the certificate, and revocation between registering and signing is seen', async () => {
    const certificate = await certify()
    await answerFrom({ issued: [certificate] })
    const pki = openWith(certificate)
    await pki.registerOutsideKey({ practitioner: doctor, organization: hospital.id, place })
    const unlock = () => pki.keys.unlock({ practitioner: doctor.id, organization: hospital.id }, '246810')
    const credential = await unlock()
    if (!credential.ok) throw new Error(credential.error)
    const sealer = makePadesSealer(pki)
    const blank = PDF.create()
    blank.addPage({ size: 'a4' })
    const reserved = await sealer.reserve(await blank.save(), ['ChuToa'])
    const signed = await sealer.sign({ pdf: reserved, field: 'ChuToa', credential: credential.value, capacity: 'Chủ tọa', reason: 'Ký', location: hospital.name, at: new Date() })
    const proven = await sealer.addValidationData(signed)
    const store = (await PDF.load(proven)).getCatalog()
    expect(store.has('DSS')).toBe(true)
    expect(Buffer.from(proven).toString('latin1')).toContain('/OCSPs')
    expect(await sealer.verify(proven)).toMatchObject({ whole: true, signatures: [{ signerName: doctor.name, trusted: true }] })
    await responder?.close()
    await answerFrom({ issued: [certificate], revoked: [certificate] })
    expect(await unlock()).toEqual({ ok: false, error: 'signing.certificate-revoked' })
  })
})
