import { createVerify, X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { brandId } from '#core/shared/ids.ts'
import { makeMemoryKeyStore } from '#core/minutes/testing.ts'
import { openTestDeployment, testDoctor, testOrganization, type TestDeployment } from './test-deployment.ts'

const start = new Date('2026-11-21T08:00:00Z')
const signer = { practitioner: testDoctor.id, organization: testOrganization.id }
const order = { practitioner: testDoctor, organization: testOrganization, pin: '246810' }

describe('a person’s signing key', () => {
  let deployment: TestDeployment
  beforeAll(async () => {
    deployment = openTestDeployment(start)
    expect(await deployment.issueSigningKey(order)).toMatchObject({ ok: true })
  })

  it('signs with the PIN, and the certificate names person and hospital', async () => {
    const unlocked = await deployment.keys.unlock(signer, '246810')
    if (!unlocked.ok) throw new Error(unlocked.error)
    const data = Buffer.from('biên bản')
    const signature = await unlocked.value.sign(data)
    const certificate = new X509Certificate(unlocked.value.certificate)
    expect(createVerify('sha256').update(data).verify(certificate.publicKey, signature)).toBe(true)
    expect(unlocked.value.subject).toBe('Trần Quốc Khánh, Bệnh viện Đa khoa Trung ương Sao Mai')
  })

  it('keeps no private key in the open', async () => {
    const stored = await deployment.store.currentKey(signer.practitioner, signer.organization)
    const kept = Buffer.from(stored?.key.ciphertext ?? '', 'base64')
    expect(kept.length).toBeGreaterThan(100)
    expect(kept.includes(Buffer.from('2a8648ce3d0301', 'hex'))).toBe(false)
  })

  it('refuses a wrong PIN, rests after five, and opens again later', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(await deployment.keys.unlock(signer, '000111')).toEqual({ ok: false, error: 'signing.wrong-pin' })
    }
    expect(await deployment.keys.unlock(signer, '246810')).toEqual({ ok: false, error: 'signing.pin-locked' })
    deployment.moveClock(new Date(start.getTime() + 16 * 60_000))
    expect(await deployment.keys.unlock(signer, '246810')).toMatchObject({ ok: true })
  })

  it('takes no PIN that is too short or one digit over and over', async () => {
    expect(await deployment.issueSigningKey({ ...order, pin: '1234' })).toEqual({ ok: false, error: 'signing.weak-pin' })
    expect(await deployment.issueSigningKey({ ...order, pin: '777777' })).toEqual({ ok: false, error: 'signing.weak-pin' })
  })
})

describe('certificate status', () => {
  it('refuses someone without a key', async () => {
    const deployment = openTestDeployment(start)
    expect(await deployment.keys.unlock(signer, '246810')).toEqual({ ok: false, error: 'signing.no-key' })
  })

  it('refuses an expired certificate', async () => {
    const deployment = openTestDeployment(start)
    await deployment.issueSigningKey(order)
    deployment.moveClock(new Date('2029-11-21T00:00:01Z'))
    expect(await deployment.keys.unlock(signer, '246810')).toEqual({ ok: false, error: 'signing.certificate-expired' })
  })

  it('refuses a revoked certificate', async () => {
    const deployment = openTestDeployment(start)
    const issued = await deployment.issueSigningKey(order)
    if (!issued.ok) throw new Error(issued.error)
    await deployment.store.revoke({ issuer: testOrganization.id, serial: issued.value.serial, revokedAt: start, reason: 'key-compromise' })
    expect(await deployment.keys.unlock(signer, '246810')).toEqual({ ok: false, error: 'signing.certificate-revoked' })
  })

  it('refuses a key whose certificate names another person', async () => {
    const store = makeMemoryKeyStore()
    const deployment = openTestDeployment(start, store)
    await deployment.issueSigningKey(order)
    const stored = await store.currentKey(signer.practitioner, signer.organization)
    if (stored === null) throw new Error('no key')
    const other = brandId<typeof signer.practitioner>('practitioner-2')
    await store.addKey({ ...stored, practitioner: other })
    expect(await deployment.keys.unlock({ ...signer, practitioner: other }, '246810')).toEqual({ ok: false, error: 'signing.wrong-person' })
  })
})

describe('the deployment’s authorities', () => {
  it('are the same after a restart, and do not open under another secret', async () => {
    const store = makeMemoryKeyStore()
    const first = await openTestDeployment(start, store).authorities.root()
    const again = await openTestDeployment(start, store).authorities.root()
    expect(again.certificate.equal(first.certificate)).toBe(true)
    await expect(openTestDeployment(start, store, 'another secret').authorities.root()).rejects.toThrow('PKI_SECRET')
  })

  it('are made once when two people come at the same time', async () => {
    const deployment = openTestDeployment(start)
    await Promise.all([deployment.issueSigningKey(order), deployment.issueSigningKey({ ...order, practitioner: { ...testDoctor, id: brandId('practitioner-2') } })])
    expect((await deployment.store.authorities()).map((one) => one.id)).toEqual(['root', testOrganization.id])
  })
})
