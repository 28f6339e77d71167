import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImageArchive } from '#core/imaging/ports.ts'
import { freePort } from '#infra/testing/free-port.ts'
import { demoStudies, instanceUidOf } from '#prisma/seed/imaging/demo-studies.ts'
import { fileOf } from '#prisma/seed/imaging/seed-archive.ts'
import { makeModalityArchive } from './modality-archive.ts'
import { startTestArchive, whyNoArchive, type TestArchive } from './test-archive.ts'

const startedAt = new Date('2026-11-21T02:00:00Z')
const study = demoStudies.find(({ key }) => key === 'stroke')
const series = study?.series[0]
if (study === undefined || series === undefined) throw new Error('no stroke in the demo')
const address = { study: study.uid, series: series.uid, instance: instanceUidOf(series, 0) }
const sliceOf = (index: number) => fileOf(study, { ...series, count: 3 }, { index, startedAt })

/** Two Orthancs: one is the PACS and is spoken to by C-FIND, C-MOVE and C-STORE alone; the other is the hospital's gateway to it. */
describe.skipIf(whyNoArchive() !== null)('an archive that speaks no DICOMweb', () => {
  let pacs: TestArchive
  let gateway: TestArchive
  let archive: ImageArchive

  beforeAll(async () => {
    const [atPacs, atGateway] = [await freePort(), await freePort()]
    const speaks = (name: string, port: number, other: Readonly<Record<string, readonly [string, string, number]>>) =>
      ({ DicomServerEnabled: true, DicomAet: name, DicomPort: port, DicomModalities: other })
    ;[pacs, gateway] = await Promise.all([
      startTestArchive(speaks('PACS', atPacs, { gateway: ['GATEWAY', '127.0.0.1', atGateway] })),
      startTestArchive(speaks('GATEWAY', atGateway, { pacs: ['PACS', '127.0.0.1', atPacs] })),
    ])
    expect(await pacs.archive.store([await sliceOf(0), await sliceOf(1)])).toEqual({ ok: true, value: { refused: [] } })
    archive = makeModalityArchive({ url: gateway.url, authorization: gateway.authorization }, 'pacs')
  }, 90_000)
  afterAll(async () => {
    await Promise.all([pacs.stop(), gateway.stop()])
  })

  test('is asked for the studies of exactly one number (C-FIND), and keeps them until they are looked at', async () => {
    const { hospitalNumber, name } = study.patient
    expect(await archive.findStudies(hospitalNumber)).toMatchObject({ ok: true, value: [{ uid: study.uid, modality: 'CT', description: 'CLVT sọ não không tiêm thuốc', patientName: name?.replace(' ', '^') }] })
    for (const other of [`${hospitalNumber}9`, '*', '']) expect(await archive.findStudies(other)).toEqual({ ok: true, value: [] })
    expect(await gateway.archive.findSeries(study.uid)).toEqual({ ok: false, error: 'image.not-found' })
  })

  test('sends a study when it is first looked at (C-MOVE), once for all who look', async () => {
    const frame = { kind: 'frame', address, frame: 1, coding: 'stored' } as const
    const seen = await Promise.all([archive.fetch(frame), archive.fetch({ kind: 'series-metadata', address }), archive.findSeries(study.uid)])
    expect(seen.map(({ ok }) => ok)).toEqual([true, true, true])
    const [, , found] = seen
    expect(found.ok && found.value.map(({ uid, instances }) => [uid, instances.map((one) => one.number).toSorted()])).toEqual([[series.uid, [1, 2]]])
    expect((await gateway.archive.findSeries(study.uid)).ok).toBe(true)
  })

  test('says that there is no such study where there is none', async () => {
    expect((await archive.findSeries('1.2.3.4.5')).ok).toBe(false)
  })

  test('is given what is brought (C-STORE)', async () => {
    expect(await archive.store([await sliceOf(2)])).toEqual({ ok: true, value: { refused: [] } })
    const held = await pacs.archive.findSeries(study.uid)
    expect(held.ok && held.value[0]?.instances.map(({ number }) => number).toSorted()).toEqual([1, 2, 3])
  })

  test('that has gone is told apart from a picture that is not there', async () => {
    await pacs.stop()
    expect(await archive.findStudies(study.patient.hospitalNumber)).toEqual({ ok: false, error: 'image.archive-unreachable' })
    expect((await archive.fetch({ kind: 'series-metadata', address })).ok).toBe(true)
  })
})
