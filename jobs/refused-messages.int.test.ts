import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { frame, makeUnframer } from '#adapters/hl7v2/mllp-framing.ts'
import { textOfMessage } from '#adapters/hl7v2/message-head.ts'
import { readMessage } from '#adapters/hl7v2/read-message.ts'
import type { Actor } from '#core/directory/actor.ts'
import { makeListRefused, makeOpenRefused, makeSetRefusedAside, makeTryRefusedAgain } from '#core/interop/deal-with-refused.ts'
import { keepRefused } from '#core/interop/keep-refused.ts'
import { makeExpireRefused } from '#core/interop/expire-refused.ts'
import { keptDays, type RefusedMessage } from '#core/interop/refused-message.ts'
import { openTestListener, type TestListener } from './test-hl7-listener.ts'

let close: TestListener['close']
let listener: TestListener['listener']
let hospital: TestListener['hospital']
let other: TestListener['other']
let app: TestListener['app']
let store: TestListener['store']

beforeAll(async () => {
  ;({ listener, hospital, other, app, store, close } = await openTestListener())
})
afterAll(() => close())

/** Sends bytes and gives back the acknowledgement, or nothing where the connection is cut. */
const send = (bytes: Buffer): Promise<string> =>
  new Promise((resolve) => {
    const unframe = makeUnframer()
    const socket = connect(listener.ports[0] ?? 0, '127.0.0.1', () => void socket.write(bytes))
    socket.on('data', (chunk) => {
      const [ack] = unframe(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
      if (ack === undefined) return
      socket.destroy()
      resolve(ack)
    })
    socket.on('error', () => resolve(''))
    socket.on('close', () => resolve(''))
  })

const message = (type: string, id: string, ...segments: readonly string[]): Buffer =>
  frame([`MSH|^~\\&|HIS|BVDK|LV|LV|20261121080000||${type}|${id}|P|2.5|||||VNM|UNICODE UTF-8`, 'EVN||20261121080000', ...segments].join('\r'))
const citizen = (number: string): string => `PID|1||${number}^^^VNM^NI`
const admission = (id: string, number: string, citizenId: string): Buffer =>
  message('ADT^A01', id, `PID|1||${number}^^^BVDK^MR~${citizenId}^^^VNM^NI||Lê^Hùng^Văn||19700102|M`)
const results = (id: string, citizenId: string, value: string): Buffer =>
  message('ORU^R01', id, citizen(citizenId), 'OBR|1||LAB-1|TROP|||20261121081500', `OBX|1|NM|6598-7^Troponin T^LN||${value}|ng/mL|<0.04|HH|||F|||20261121081500`)

const acting = (roles: Actor['roles'], of = hospital): Actor => ({ ...of.doctor, roles })
const admin = (): Actor => acting(['admin'])
const clock = () => new Date()
const deal = () => ({ atomically: app.atomically, clock, newId: randomUUID, read: readMessage })
const list = (actor = admin()) => makeListRefused(deal())(actor)
const waiting = async (): Promise<readonly RefusedMessage[]> => {
  const listed = await list()
  return listed.ok ? listed.value.waiting : []
}
async function refusedAs(controlId: string): Promise<RefusedMessage> {
  const listed = await list()
  const found = listed.ok ? [...listed.value.waiting, ...listed.value.settled].find((one) => one.controlId === controlId) : undefined
  if (found === undefined) throw new Error(`${controlId} is not listed`)
  return found
}
const tryAgain = async (controlId: string, actor = admin()) => makeTryRefusedAgain(deal())(actor, (await refusedAs(controlId)).id)
const setAside = async (controlId: string, note: string, actor = admin()) => makeSetRefusedAside(deal())(actor, { id: (await refusedAs(controlId)).id, note })
const contentOf = async (controlId: string) => {
  const { id } = await refusedAs(controlId)
  return app.read(hospital.doctor, ({ refused }) => refused.content(id))
}
const troponin = async (citizenId: string) => {
  const [one] = await app.read(hospital.doctor, ({ intake }) => intake.findByNumbers({ hospitalNumber: null, citizenId, insuranceNumber: null }))
  const record = one === undefined ? null : await app.read(hospital.doctor, ({ patients }) => patients.record(one.id))
  return record?.observations.map(({ value }) => value)
}
const told = async (kind: string): Promise<readonly string[]> =>
  (await app.auditLinks(hospital.auditor, 0)).map(({ body }) => body).filter((body) => body.includes(`"${kind}"`))

describe('a message that is refused', () => {
  it('waits with what its header tells, once however often it comes', async () => {
    for (const time of ['first', 'second', 'third']) expect(await send(results('R1', '079000000001', '0.42')), time).toMatch(/MSA\|AE\|R1/)
    expect(await waiting()).toMatchObject([{
      messageType: 'ORU^R01', controlId: 'R1', source: 'HIS|BVDK', refusal: 'record.patient-without-number', times: 3, settled: null,
      connection: expect.stringMatching(/^127\.0\.0\.1 → \d+$/),
    }])
  })

  it('is told to those who look after it, once for a burst, with nothing of a patient', async () => {
    const board = async (actor: Actor) => (await app.read(actor, ({ notices }) => notices.latest(actor.practitioner, 20))).filter(({ kind }) => kind === 'refused.waiting')
    expect(await send(results('R1-other', '079000000009', '0.42'))).toMatch(/MSA\|AE/)
    const [notice, ...more] = await board(hospital.coordinator)
    expect([notice, more]).toMatchObject([{ case: null, organization: hospital.id, caseCode: '', readAt: null }, []])
    for (const actor of [hospital.doctor, hospital.auditor, other.coordinator]) expect(await board(actor)).toEqual([])
    // At the other hospital of the same person it is not theirs to deal with.
    expect(await board({ ...hospital.coordinator, organization: other.id })).toEqual([])
    await app.atomically(hospital.coordinator, ({ notices }) => notices.markRead(hospital.coordinator.practitioner, clock(), null))
    expect(await app.read(hospital.coordinator, ({ notices }) => notices.unread(hospital.coordinator.practitioner))).toBe(0)
    expect((await setAside('R1-other', 'thử')).ok).toBe(true)
  })

  it('is listed to administrators and coordinators of the hospital alone', async () => {
    expect((await list(hospital.coordinator)).ok).toBe(true)
    for (const actor of [hospital.doctor, hospital.auditor]) expect(await list(actor)).toEqual({ ok: false, error: 'refused.not-allowed' })
    expect(await list(acting(['admin'], other))).toMatchObject({ ok: true, value: { waiting: [], waitingInAll: 0, settled: [] } })
  })

  it('shows what it says to those who read records, and records every opening', async () => {
    const { id } = await refusedAs('R1')
    const open = makeOpenRefused(deal())
    const opened = await open(hospital.doctor, id)
    expect(opened.ok && opened.value.content !== null ? textOfMessage(opened.value.content) : '').toContain('\nPID|1||079000000001^^^VNM^NI')
    expect(await open(admin(), id)).toMatchObject({ ok: true, value: { content: null, mayRead: false, mayDeal: true } })
    expect((await told('refused.viewed')).length).toBe(2)
    expect(await open(hospital.auditor, id)).toEqual({ ok: false, error: 'refused.not-allowed' })
    expect(await open(other.doctor, id)).toEqual({ ok: false, error: 'refused.not-found' })
  })

  it('is closed by the database to whoever has no part in it', async () => {
    const { id } = await refusedAs('R1')
    expect(await app.read(hospital.auditor, ({ refused }) => refused.find(id))).toBeNull()
    expect(await app.read(acting(['admin'], other), ({ refused }) => refused.find(id))).toBeNull()
    await expect(app.atomically(hospital.doctor, ({ refused }) => refused.settle(id, { as: 'set-aside', at: clock(), by: hospital.doctor.practitioner, note: 'x' }))).rejects.toThrow('is not there')
    const head = { channel: 'hl7v2', source: '', connection: '', messageType: '', controlId: '' } as const
    await expect(app.atomically(admin(), ({ refused }) => refused.keep({ head, refusal: 'record.malformed', content: Buffer.from('x'), at: clock() }))).rejects.toThrow()
  })

  it('waits as well where taking it fails here, answered, so that what comes after it is not held up', async () => {
    const stay = 'PV1|1|I|Khoa Nội||||||||||||||||BA26-0001|||||||||||||||||||||||||20261121074500'
    const admitted = (id: string, sender: string) =>
      frame([`MSH|^~\\&|${sender}|BVDK|LV|LV|20261121080000||ADT^A01|${id}|P|2.5|||||VNM|UNICODE UTF-8`, `PID|1||${sender}^^^BVDK^MR||Lê^Hùng^Văn||19700102|M`, stay].join('\r'))
    expect(await send(admitted('F1', 'HIS-1'))).toMatch(/MSA\|AA\|F1/)
    // Two systems give two patients the same number of stay: nobody's message foresees that.
    expect(await send(admitted('F2', 'HIS-2'))).toMatch(/MSA\|AE\|F2[\s\S]*record\.failed/)
    expect((await refusedAs('F2')).refusal).toBe('record.failed')
    expect((await setAside('F2', 'Số vào viện trùng, đã sửa ở HIS')).ok).toBe(true)
  })

  it('is told so, and kept by its head alone, where it is too large to be taken at all', async () => {
    const head = 'MSH|^~\\&|HIS|BVDK|LV|LV|20261121080000||ORU^R01|L1|P|2.5'
    expect(await send(frame(`${head}\rOBX|1|TX|||${'A'.repeat(40 * 1024 * 1024)}`))).toMatch(/MSA\|AR\|L1[\s\S]*record\.too-large/)
    expect([(await refusedAs('L1')).refusal, (await contentOf('L1'))?.length]).toEqual(['record.too-large', 0])
  })
})

describe('trying again', () => {
  it('takes the message once its cause is mended, and lets go of what it says', async () => {
    expect(await tryAgain('R1', hospital.doctor)).toEqual({ ok: false, error: 'refused.not-allowed' })
    expect(await tryAgain('R1')).toEqual({ ok: false, error: 'record.patient-without-number' })
    expect(await send(admission('A1', 'HL7-1', '079000000001'))).toMatch(/MSA\|AA/)
    expect(await tryAgain('R1')).toEqual({ ok: true, value: null })
    expect(await troponin('079000000001')).toEqual([0.42])
    expect([(await refusedAs('R1')).settled?.as, await contentOf('R1')]).toEqual(['taken', null])
    expect(await tryAgain('R1')).toEqual({ ok: false, error: 'refused.settled' })
    expect((await told('refused.handled')).slice(-2).map((body) => /"as":"([a-z-]+)"/.exec(body)?.[1])).toEqual(['tried-again', 'taken'])
  })

  it('never puts an old message in the place of a newer one', async () => {
    expect(await send(results('R2', '079000000002', '0.42'))).toMatch(/MSA\|AE/)
    expect(await send(admission('A2', 'HL7-2', '079000000002'))).toMatch(/MSA\|AA/)
    expect(await send(results('R3', '079000000002', '0.12'))).toMatch(/MSA\|AA/)
    expect(await tryAgain('R2')).toEqual({ ok: false, error: 'refused.overtaken' })
    expect(await troponin('079000000002')).toEqual([0.12])
    expect((await refusedAs('R2')).refusal).toBe('refused.overtaken')
  })

  it('never brings a result that was taken back in the meantime', async () => {
    expect(await send(results('R8', '079000000008', '0.42'))).toMatch(/MSA\|AE/)
    expect(await send(admission('A8', 'HL7-8', '079000000008'))).toMatch(/MSA\|AA/)
    expect(await send(Buffer.from(results('R9', '079000000008', '0.42').toString().replace('|HH|||F|', '|HH|||W|')))).toMatch(/MSA\|AA/)
    expect(await tryAgain('R8')).toEqual({ ok: false, error: 'refused.overtaken' })
    expect(await troponin('079000000008')).toEqual([])
    expect((await setAside('R8', 'Phòng xét nghiệm đã rút kết quả')).ok).toBe(true)
  })

  it('is done once by two at the same time', async () => {
    expect(await send(results('R4', '079000000004', '0.5'))).toMatch(/MSA\|AE/)
    expect(await send(admission('A4', 'HL7-4', '079000000004'))).toMatch(/MSA\|AA/)
    const answers = await Promise.all([tryAgain('R4'), tryAgain('R4', hospital.coordinator)])
    expect(answers.map((answer) => (answer.ok ? 'taken' : answer.error)).sort()).toEqual(['refused.settled', 'taken'])
    expect(await troponin('079000000004')).toEqual([0.5])
  })
})

describe('a message that waits no longer', () => {
  it('was sent again and taken', async () => {
    expect(await send(results('R5', '079000000005', '0.5'))).toMatch(/MSA\|AE/)
    expect(await send(admission('A5', 'HL7-5', '079000000005'))).toMatch(/MSA\|AA/)
    expect(await send(results('R5', '079000000005', '0.5'))).toMatch(/MSA\|AA/)
    expect(await refusedAs('R5')).toMatchObject({ settled: { as: 'came-again', by: null } })
    expect(await contentOf('R5')).toBeNull()
  })

  it('was put aside by a person with a reason', async () => {
    expect(await send(message('SIU^S12', 'R6'))).toMatch(/MSA\|AR/)
    expect(await setAside('R6', '  ')).toEqual({ ok: false, error: 'refused.no-reason' })
    expect(await setAside('R6', 'lịch hẹn, không dùng', hospital.doctor)).toEqual({ ok: false, error: 'refused.not-allowed' })
    expect(await setAside('R6', 'Lịch hẹn, không dùng', hospital.coordinator)).toEqual({ ok: true, value: null })
    expect(await refusedAs('R6')).toMatchObject({ settled: { as: 'set-aside', note: 'Lịch hẹn, không dùng', by: hospital.coordinator.practitioner } })
    expect([await contentOf('R6'), await setAside('R6', 'x')]).toEqual([null, { ok: false, error: 'refused.settled' }])
  })

  it('lay there too long: what it says goes, that it came stays', async () => {
    expect(await send(message('SIU^S12', 'R7'))).toMatch(/MSA\|AR/)
    const after = (days: number) => makeExpireRefused({ before: store.refusedBefore, asOrganization: store.asOrganization, clock: () => new Date(Date.now() + days * 86_400_000) })
    await after(keptDays - 1)()
    expect((await refusedAs('R7')).settled).toBeNull()
    await after(keptDays + 1)()
    expect([(await refusedAs('R7')).settled?.as, await contentOf('R7'), await waiting()]).toEqual(['expired', null, []])
  })
})

it('those who look after refused messages are told again when one comes an hour after the last', async () => {
  const head = { channel: 'hl7v2', source: '', connection: '', messageType: '', controlId: 'later' } as const
  const comes = async (minutes: number, text: string) => {
    const at = new Date(Date.now() + minutes * 60_000)
    await store.asOrganization(other.id, (repositories) => keepRefused(repositories, { head, refusal: 'record.malformed', content: Buffer.from(text), at }, { organization: other.id, newId: randomUUID }))
    return app.read(other.coordinator, ({ notices }) => notices.unread(other.coordinator.practitioner))
  }
  expect([await comes(0, 'a'), await comes(59, 'b'), await comes(118, 'c'), await comes(178, 'd')]).toEqual([1, 1, 1, 2])
})
