import { createHash, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sealSecret } from '#adapters/dicomweb/sealed-password.ts'
import { startTestArchive, whyNoArchive, type TestArchive } from '#adapters/dicomweb/test-archive.ts'
import { composeSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import { makeQuarantine } from '#adapters/intake/quarantine.ts'
import { makeAnswerInvitation } from '#core/case/answer-invitation.ts'
import { makeMaskIdentity } from '#core/case/mask-identity.ts'
import { parseImagePath } from '#contract/image-path.ts'
import { largestUpload } from '#core/imaging/intake.ts'
import { makeImportUpload } from '#core/imaging/receive-upload.ts'
import type { Actor } from '#core/directory/actor.ts'
import { brandId, type Sha256 } from '#core/shared/ids.ts'
import { rowsBySql } from '#infra/testing/sql.ts'
import { actorOf, caseIdOf, takenStep, teamSteps } from '#prisma/seed/cases/scenario.ts'
import { demoStudies, instanceUidOf } from '#prisma/seed/imaging/demo-studies.ts'
import { fileOf, seedArchive } from '#prisma/seed/imaging/seed-archive.ts'
import { seedDemo } from '#prisma/seed/seed-demo.ts'
import { patientId } from '#prisma/seed/seed-records.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { oneZip } from '#web/features/intake/client/one-zip.ts'
import { composeImaging } from './compose-imaging.ts'

const now = new Date('2026-11-21T03:00:00Z')
const stroke = demoStudies.find(({ key }) => key === 'stroke')
if (stroke === undefined) throw new Error('no stroke in the demo')
const [series] = stroke.series
if (series === undefined) throw new Error('no series')
const of = `studies/${stroke.uid}/series/${series.uid}`
const one = `${of}/instances/${instanceUidOf(series, 0)}`

/** Every route under which an image can be asked for. */
const routes = [`${of}/metadata`, `${one}/metadata`, `${one}/frames/1`, `${one}/frames/1?as=stored`, `${one}/rendered`, `${one}/rendered?window=40,80&viewport=256,256&quality=60`, `${one}/file`, `${one}/document`]

function asked(route: string) {
  const url = new URL(route, 'http://x/')
  const request = parseImagePath(url.pathname.slice(1).split('/'), Object.fromEntries(url.searchParams))
  if (request === null) throw new Error(`no such route: ${route}`)
  return request
}

describe.skipIf(whyNoArchive() !== null)('images by case and by patient', () => {
  let database: TestDatabase
  let store: Store
  let archive: TestArchive
  let folder: string
  let imaging: ReturnType<typeof composeImaging>
  const digest = (data: string | Uint8Array) => brandId<Sha256>(createHash('sha256').update(data).digest('hex'))

  beforeAll(async () => {
    ;[database, archive, folder] = await Promise.all([createTestDatabase(), startTestArchive(), mkdtemp(join(tmpdir(), 'lien-vien-images-'))])
    store = createStore({ url: database.appUrl, applicationName: 'test' })
    await seedDemo({ ...database, now, composeBundle: composeSnapshotBundle })
    await seedArchive({ appUrl: database.appUrl, archive: archive.archive, studies: [{ ...stroke, series: [{ ...series, count: 3 }] }] })
    const [user = '', password = ''] = Buffer.from(archive.authorization.slice('Basic '.length), 'base64').toString().split(':')
    const env = { ARCHIVE_URL: archive.url, ARCHIVE_USER: user, ARCHIVE_PASSWORD: password, PACS_SECRET: 'x'.repeat(32), DATA_DIR: folder }
    imaging = composeImaging({ store, env, clock: () => now, newId: () => randomUUID() })
    const ports = { atomically: store.atomically, clock: () => now, newId: () => randomUUID(), composeBundle: composeSnapshotBundle, digest }
    const team = { ducthinh: 'chair', khanhlinh: 'secretary', ngocanh: 'member' } as const
    for (const step of [takenStep('stroke', 'maihuong', 0), ...teamSteps({ key: 'stroke', coordinator: 'maihuong', hoursAgo: 0, team, accepted: ['ducthinh'] })]) {
      const done = await step.run(ports)
      if (!done.ok) throw new Error(done.error)
    }
    await mkdir(join(folder, 'uploads'))
  }, 120_000)
  afterAll(async () => {
    await store.close()
    await Promise.all([archive.stop(), database.drop(), rm(folder, { recursive: true, force: true })])
  })

  const byCase = async (actor: Actor, route: string, key = 'stroke') => (await imaging.viewCaseImage(actor, { case: caseIdOf(key), request: asked(route) }))
  const byPatient = async (actor: Actor, route: string, key = 'stroke') => (await imaging.viewPatientImage(actor, { patient: patientId(key), request: asked(route) }))
  const notFound = { ok: false, error: 'image.not-found' }

  test('open to the asking doctor, and to who accepted in the advising hospital', async () => {
    for (const route of routes.filter((each) => !each.endsWith('/document'))) {
      expect([route, (await byCase(actorOf('thuha'), route)).ok, (await byCase(actorOf('ducthinh'), route)).ok]).toEqual([route, true, true])
      expect([route, (await byPatient(actorOf('thuha'), route)).ok]).toEqual([route, true])
    }
  })

  test.each(routes)('are not there for anybody else: %s', async (route) => {
    const strangers = ['minhkhoi', 'ngocanh', 'khanhlinh', 'thuphuong', 'maihuong', 'nhatnam', 'hoaian']
    for (const handle of strangers) expect([handle, await byCase(actorOf(handle), route)]).toEqual([handle, notFound])
    for (const handle of [...strangers, 'ducthinh']) expect([handle, await byPatient(actorOf(handle), route)]).toEqual([handle, notFound])
    // The right case, patient or study with somebody else's of the other.
    expect(await byCase(actorOf('thuha'), route, 'infarction')).toEqual(notFound)
    expect(await byPatient(actorOf('thuha'), route, 'gastrectomy')).toEqual(notFound)
    expect(await byCase(actorOf('ducthinh'), route.replaceAll(stroke.uid, '1.2.3'))).toEqual(notFound)
  })

  test('are recorded once a person and series, not once a frame', async () => {
    const auditor = actorOf('thuphuong')
    const rows = await rowsBySql<{ body: string }>(database.adminUrl, `SELECT body FROM audit_link WHERE body LIKE '%"image.viewed"%' AND body LIKE $1`, [`%${actorOf('ducthinh').practitioner}%`])
    expect(rows.length).toBe(1)
    expect(await store.verifyAudit(auditor)).toBeNull()
  })

  describe('that are brought as files', () => {
    const patient = patientId('sepsis')
    const doctor = actorOf('thuha')
    const root = '1.2.826.0.1.3680043.10.999.88'
    const slice = async (index: number, studyUid = root, patientNumber = 'CD-1') => {
      const plan = { ...stroke, uid: studyUid, patient: { ...stroke.patient, hospitalNumber: patientNumber } }
      return fileOf(plan, { ...series, uid: `${studyUid}.1`, count: 9 }, { index, startedAt: now })
    }
    const zipOf = async (files: Readonly<Record<string, Uint8Array>>) => {
      const placed = Object.entries(files).map(([path, bytes]) => ({ path, file: new File([Uint8Array.from(bytes)], path) }))
      return new Uint8Array(await (await oneZip(placed, () => undefined)).arrayBuffer())
    }
    const bring = async (bytes: Uint8Array, actor = doctor, whose = patient) => {
      const begun = await imaging.beginUpload(actor, { patient: whose, size: bytes.length })
      if (!begun.ok) return begun
      await writeFile(join(folder, 'uploads', begun.value.id), bytes)
      return imaging.importUpload(actor, begun.value.id)
    }

    test('keeps the good, refuses each bad one for its reason, and strips where a picture was taken', async () => {
      const [first, second] = [await slice(0), await slice(1)]
      const program = Uint8Array.from(first)
      program.set([0x4d, 0x5a, 0x90])
      const photo = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#fff' } }).withExif({ IFD0: { Make: 'PhoneCo' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '16/1 3/1 0/1' } }).jpeg().toBuffer()
      const outcome = await bring(await zipOf({
        'CD/IM1': first, 'CD/IM2': second, 'CD/IM3': program, 'CD/IM4': first.subarray(0, 40_000), 'CD/run.jpg': Buffer.from('MZ no picture'), 'CD/empty': new Uint8Array(),
        'CD/inner.zip': await zipOf({ a: first }), 'CD/DICOMDIR': first, 'Điện tim.jpg': photo,
      }))
      if (!outcome.ok) throw new Error(outcome.error)
      expect(outcome.value).toMatchObject({ images: 2, series: 1, known: 0, media: 1 })
      expect(Object.fromEntries(outcome.value.refused.map(({ name, fault }) => [name, fault]))).toEqual({
        'CD/IM3': 'dicom-executable', 'CD/IM4': 'dicom-malformed', 'CD/run.jpg': 'type-unknown', 'CD/empty': 'empty', 'CD/inner.zip': 'zip-within-zip',
      })
      expect(outcome.value.otherIdentity).toContain('CD-1')
      const record = await store.read(doctor, ({ patients }) => patients.record(patient))
      const media = record?.media[0]
      expect(media?.title).toBe('Điện tim')
      const kept = media === undefined ? null : await store.read(doctor, ({ files }) => files.get(media.file))
      expect((await sharp(kept?.bytes).metadata()).exif).toBeUndefined()
      const route = `studies/${root}/series/${root}.1/instances/${root}.1.2/rendered`
      expect((await byPatient(doctor, route, 'sepsis')).ok).toBe(true)
    })

    test('knows what it has already, and lets nobody come to own a study by bringing its identifiers', async () => {
      expect(await bring(await zipOf({ a: await slice(0), b: await slice(2) }))).toMatchObject({ ok: true, value: { images: 1, known: 1, refused: [] } })
      expect(await bring(await zipOf({ a: await slice(3) }), doctor, patientId('bleeding'))).toMatchObject({ ok: true, value: { images: 0, refused: [{ fault: 'other-patient' }] } })
      expect(await bring(await zipOf({ a: await slice(3) }), actorOf('minhkhoi'), patientId('dengue'))).toMatchObject({ ok: true, value: { images: 0, refused: [{ fault: 'used-elsewhere' }] } })
      expect(await byPatient(actorOf('minhkhoi'), `studies/${root}/series/${root}.1/metadata`, 'dengue')).toEqual(notFound)
    })

    describe('and whose coming in breaks off between archive and record', () => {
      /** An upload that fails once: on the way to the archive, in its answer, or as the record is to name what it has. */
      const breakingOff = async (bytes: Uint8Array, fails: 'the way' | 'the answer' | 'the record', { actor, whose } = { actor: doctor, whose: patient }) => {
        let failures = 1
        const failsNow = (): boolean => failures-- > 0
        const once = makeImportUpload({
          clock: () => now, newId: () => randomUUID(), quarantine: makeQuarantine(join(folder, 'uploads')), freeSpace: async () => Infinity,
          atomically: (by, work) => store.atomically(by, (repositories) => work({
            ...repositories,
            imageIntake: { ...repositories.imageIntake, addImages: async (...images) => {
              if (fails === 'the record' && failsNow()) throw new Error('the database restarts')
              return repositories.imageIntake.addImages(...images)
            } },
          })),
          archiveOf: async () => ({ ...archive.archive, store: async (files) => {
            if (fails === 'the way' && failsNow()) throw new Error('the portal dies')
            const answer = await archive.archive.store(files)
            return fails === 'the answer' && failsNow() ? { ok: false, error: 'image.archive-unreachable' } : answer
          } }),
        })
        const begun = await imaging.beginUpload(actor, { patient: whose, size: bytes.length })
        if (!begun.ok) throw new Error(begun.error)
        await writeFile(join(folder, 'uploads', begun.value.id), bytes)
        return { first: await once(actor, begun.value.id).catch((cause: unknown) => cause), again: () => once(actor, begun.value.id) }
      }

      test('go on where it broke off when the database failed, in the same upload', async () => {
        const { first, again } = await breakingOff(await zipOf({ a: await slice(0, `${root}.5`) }), 'the record')
        expect(first).toBeInstanceOf(Error)
        expect(await bring(await zipOf({ a: await slice(0, `${root}.5`) }), actorOf('minhkhoi'), patientId('dengue'))).toMatchObject({ ok: true, value: { images: 0, refused: [{ fault: 'used-elsewhere' }] } })
        expect(await again()).toMatchObject({ ok: true, value: { images: 1, refused: [] } })
        expect((await byPatient(doctor, `studies/${root}.5/series/${root}.5.1/instances/${root}.5.1.1/rendered`, 'sepsis')).ok).toBe(true)
        expect(await rowsBySql(database.adminUrl, 'SELECT uid FROM study_claim')).toEqual([])
      })

      test('come in with the next upload when the archive’s answer was lost, for whichever patient of the hospital they are', async () => {
        const bytes = await zipOf({ a: await slice(0, `${root}.6`) })
        const { first } = await breakingOff(bytes, 'the answer')
        expect(first).toMatchObject({ ok: true, value: { images: 0, refused: [{ fault: 'archive-unreachable' }] } })
        expect(await bring(bytes, doctor, patientId('bleeding'))).toMatchObject({ ok: true, value: { images: 1, refused: [] } })
      })

      test('are another hospital’s that brought them meanwhile', async () => {
        const bytes = await zipOf({ a: await slice(0, `${root}.7`) })
        const ofOther = await breakingOff(bytes, 'the way', { actor: actorOf('minhkhoi'), whose: patientId('dengue') })
        expect(await bring(bytes)).toMatchObject({ ok: true, value: { images: 1, refused: [] } })
        expect(await ofOther.again()).toMatchObject({ ok: true, value: { images: 0, refused: [{ fault: 'used-elsewhere' }] } })
        expect(await byPatient(actorOf('minhkhoi'), `studies/${root}.7/series/${root}.7.1/metadata`, 'dengue')).toEqual(notFound)
      })
    })

    test('refuses what is too large before its first byte, what is not whole, and what is not one\'s own', async () => {
      expect(await imaging.beginUpload(doctor, { patient, size: 4 * 1024 ** 3 })).toEqual({ ok: false, error: 'upload.too-large' })
      expect(await imaging.beginUpload(doctor, { patient, size: largestUpload + 1 })).toEqual({ ok: false, error: 'upload.too-large' })
      expect(await imaging.beginUpload(doctor, { patient: patientId('dengue'), size: 10 })).toEqual({ ok: false, error: 'patient.not-found' })
      const begun = await imaging.beginUpload(doctor, { patient, size: 10 })
      if (!begun.ok) throw new Error(begun.error)
      await writeFile(join(folder, 'uploads', begun.value.id), '12345')
      expect(await imaging.importUpload(doctor, begun.value.id)).toEqual({ ok: false, error: 'upload.incomplete' })
      for (const handle of ['vantin', 'minhkhoi']) expect(await imaging.findUpload(actorOf(handle), begun.value.id)).toEqual({ ok: false, error: 'upload.not-found' })
    })
  })

  describe('in a hospital’s own archive', () => {
    const doctor = actorOf('thuha')
    const patient = patientId('sepsis')
    const connect = async (url: string | null): Promise<void> => {
      await rowsBySql(database.adminUrl, 'DELETE FROM archive_connection')
      if (url !== null) {
        const [user = '', password = ''] = Buffer.from(archive.authorization.slice('Basic '.length), 'base64').toString().split(':')
        await rowsBySql(database.adminUrl, 'INSERT INTO archive_connection (organization_id, url, user_name, sealed_password) VALUES ($1, $2, $3, $4)', [doctor.organization, url, user, sealSecret(password, 'x'.repeat(32))])
      }
    }
    const portalOf = () => composeImaging({ store, env: { ARCHIVE_URL: 'http://127.0.0.1:1', ARCHIVE_USER: '', ARCHIVE_PASSWORD: '', PACS_SECRET: 'x'.repeat(32), DATA_DIR: folder }, clock: () => now, newId: () => randomUUID() })
    const uid = '1.2.826.0.1.3680043.10.999.99'

    test('are named in the record by the patient’s number, once; what carries another name is not', async () => {
      const person = await store.read(doctor, ({ patients }) => patients.find(patient))
      if (person === null || person.name === null) throw new Error('the patient has a name')
      const planOf = (more: object, key: string) => ({ ...stroke, uid: `${uid}.${key}`, patient: { ...stroke.patient, hospitalNumber: person.hospitalNumber, name: person.name, ...more } })
      const plans = [planOf({}, '1'), planOf({ name: 'Người Khác Hẳn' }, '2'), planOf({ hospitalNumber: `${person.hospitalNumber}9` }, '3')]
      for (const plan of plans) for (const index of [0, 1]) await archive.archive.store([await fileOf(plan, { ...series, uid: `${plan.uid}.1`, count: 2 }, { index, startedAt: now })])
      await connect(archive.url)
      const { pullImages, hasOwnArchive, viewPatientImage } = portalOf()
      expect([await hasOwnArchive(doctor), await hasOwnArchive(actorOf('nhatnam')), await hasOwnArchive(actorOf('ducthinh'))]).toEqual([true, false, false])
      expect(await pullImages(doctor, patient)).toEqual({ ok: true, value: { studies: 1, images: 2, known: 0, ofAnother: 1 } })
      expect(await pullImages(doctor, patient)).toEqual({ ok: true, value: { studies: 0, images: 0, known: 2, ofAnother: 1 } })
      const record = await store.read(doctor, ({ patients }) => patients.record(patient))
      expect(record?.imagingStudies.filter((one) => one.uid.startsWith(uid)).map((one) => [one.uid, one.series.map(({ instances }) => instances.length)])).toEqual([[`${uid}.1`, [2]]])
      expect((await viewPatientImage(doctor, { patient, request: asked(`studies/${uid}.1/series/${uid}.1.1/metadata`) })).ok).toBe(true)
    })

    test('are asked for by nobody else, and not where there is none, or it does not answer', async () => {
      const { pullImages } = portalOf()
      for (const handle of ['nhatnam', 'maihuong', 'thuphuong']) expect(await pullImages(actorOf(handle), patient)).toEqual({ ok: false, error: 'patient.not-allowed' })
      expect(await pullImages(actorOf('minhkhoi'), patient)).toEqual({ ok: false, error: 'patient.not-found' })
      await connect('http://127.0.0.1:1')
      expect(await portalOf().pullImages(doctor, patient)).toEqual({ ok: false, error: 'image.archive-unreachable' })
      await connect(null)
      expect(await pullImages(doctor, patient)).toEqual({ ok: false, error: 'image.no-own-archive' })
    })
  })

  test('tell a member of a masked case nothing of whose they are, and the chair everything', async () => {
    const [chair, member] = [actorOf('ducthinh'), actorOf('ngocanh')]
    const ports = { atomically: store.atomically, clock: () => now, newId: () => randomUUID() }
    const accepted = await makeAnswerInvitation(ports)(member, { case: caseIdOf('stroke'), answer: { reply: 'accepted' } })
    const masked = await makeMaskIdentity(ports)(chair, { case: caseIdOf('stroke'), masked: true })
    expect([accepted.ok, masked.ok]).toEqual([true, true])
    const read = async (actor: Actor, route: string): Promise<string> => {
      const answer = await byCase(actor, route)
      if (!answer.ok) throw new Error(`${route}: ${answer.error}`)
      return Buffer.from(await new Response(answer.value.body instanceof ReadableStream ? answer.value.body : new Uint8Array(answer.value.body)).arrayBuffer()).toString('utf8')
    }
    const { hospitalNumber, name, birthDate } = stroke.patient
    const words = [hospitalNumber, ...(name === null ? [] : [name, name.replace(' ', '^')]), ...(birthDate === null ? [] : [birthDate.replaceAll('-', '')])]
    for (const route of [`${of}/metadata`, `${one}/metadata`, `${one}/file`]) {
      const [told, shown] = [await read(chair, route), await read(member, route)]
      expect([route, words.some((word) => told.includes(word))]).toEqual([route, true])
      expect([route, words.filter((word) => shown.includes(word))]).toEqual([route, []])
    }
    expect(await read(member, `${one}/metadata`)).toContain('"00120062":{"vr":"CS","Value":["YES"]}')
    expect(await read(member, `${one}/rendered`)).toBe(await read(chair, `${one}/rendered`))
    expect(await byCase(member, `${one}/document`)).toEqual(notFound)
  })
})
