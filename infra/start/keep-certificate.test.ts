import { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { examineCertificate } from '#infra/setup/examine-certificate.mjs'
import { serverCertificate } from './certificates.ts'
import { keepCertificate, type CertificateKeeper } from './keep-certificate.ts'

const dayMs = 86_400_000
let folder: string
let keeper: CertificateKeeper | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lien-vien-certificate-'))
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: new Date('2026-11-23T12:30:00Z') })
})
afterEach(async () => {
  keeper?.close()
  vi.useRealTimers()
  await rm(folder, { recursive: true, force: true })
})

const ensure = () => serverCertificate(folder, ['10.0.0.1'])
const endOfServed = async (): Promise<number> => Date.parse(new X509Certificate(await readFile(join(folder, 'server.crt'))).validTo)

describe('the certificate of a server that is never started again', () => {
  it('is renewed by night before it ends, and those who serve it read it again, once', async () => {
    await ensure()
    const heard: Date[] = []
    const looks: Promise<unknown>[] = []
    keeper = keepCertificate({
      ensure: () => {
        const looked = ensure()
        looks.push(looked)
        return looked
      },
      onRenewed: () => heard.push(new Date()),
    })
    const oneDay = async (): Promise<void> => {
      for (let hour = 0; hour < 24; hour += 1) vi.advanceTimersByTime(dayMs / 24)
      await Promise.all(looks)
    }
    await oneDay()
    expect([looks.length, heard.length]).toEqual([1, 0])
    vi.setSystemTime(Date.now() + 358 * dayMs)
    for (let day = 0; day < 4; day += 1) await oneDay()
    expect(heard.length).toBe(1)
    expect(await endOfServed()).toBeGreaterThan(Date.now() + 380 * dayMs)
  })

  it('is tried again the next night where that failed', async () => {
    let tries = 0
    const heard = vi.fn()
    const ensureOnceFull = async () => {
      tries += 1
      if (tries === 1) throw new Error('the disk is full')
      return { isNew: true }
    }
    vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    keeper = keepCertificate({ ensure: ensureOnceFull, onRenewed: heard })
    await vi.advanceTimersByTimeAsync(2 * dayMs)
    expect([tries, heard.mock.calls.length]).toEqual([2, 1])
  })
})

describe('npm run doctor', () => {
  it('says when a certificate ends in less than thirty days, ours or the hospital’s own', async () => {
    const own = join(folder, 'ca', 'server.crt')
    const said = (): unknown => [examineCertificate({}, folder), examineCertificate({ TLS_CERTIFICATE: own }, '/nowhere')].flat().map(({ state, detail }) => [state, detail])
    expect(examineCertificate({}, folder)).toEqual([])
    expect(said()).toEqual([['wrong', `không đọc được ${own}`]])
    await serverCertificate(join(folder, 'ca'), [])
    expect(said()).toEqual([['present', 'tới 18/12/2027'], ['present', 'tới 18/12/2027']])
    vi.setSystemTime(Date.now() + 365.5 * dayMs)
    expect(said()).toEqual([['missing', 'chỉ còn 24 ngày (tới 18/12/2027)'], ['wrong', 'chỉ còn 24 ngày (tới 18/12/2027)']])
    vi.setSystemTime(Date.now() + 30 * dayMs)
    expect(said()).toEqual([['missing', 'đã hết hạn (tới 18/12/2027)'], ['wrong', 'đã hết hạn (tới 18/12/2027)']])
  })
})
