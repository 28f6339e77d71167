import { randomUUID } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { frame, makeUnframer } from '#adapters/hl7v2/mllp-framing.ts'
import { createLogger } from '#adapters/observability/logger.ts'
import { listenForHl7, type Hl7Listener } from '#jobs/hl7-listener.ts'
import { createHospitals } from '#prisma/test-hospitals.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { mutatedBytes, oddTexts } from './mutate.ts'
import type { Random } from './random.ts'
import { describeReport, readOrder, runCases, timeFor, type Surface } from './run-cases.ts'

/** What a hospital's system, or whatever has found its port, may send over MLLP: well-formed messages with strange fields, and strange bytes. */

const order = readOrder()
let database: TestDatabase
let store: Store
let listener: Hl7Listener
let failed = ''

beforeAll(async () => {
  database = await createTestDatabase()
  const { district } = await createHospitals(database.appUrl, ['district'])
  store = createStore({ url: database.jobsUrl, applicationName: 'fuzz' })
  // A message that cannot be taken in is told to the log and nowhere else: it is our fault, not the sender's.
  const write = (line: string): void => {
    if (line.includes('hl7.failed')) failed = line
  }
  listener = await listenForHl7({ store, clock: () => new Date(), newId: randomUUID, log: createLogger({ component: 'jobs', level: 'warn', write }), address: '127.0.0.1' }, [{ port: 0, organization: district.id }])
}, 60_000)
afterAll(async () => {
  await listener.close()
  await store.close()
  await database.drop()
})

const segments = {
  'ADT^A01': ['PID|1||HL7-1^^^BVDK^MR~001161000777^^^VNM^NI||Trần^Lệ^Thị||19610504|F|||Xã Ba Lăng||0900000000', 'PV1|1|I|Khoa Nội^203^12||||||||||||||||BA26-0099|||||||||||||||||||||||||20261121074500', 'DG1|1||I21.9^Nhồi máu cơ tim^I10||20261121', 'AL1|1||^Penicillin|SV|Phát ban'],
  'ADT^A08': ['PID|1||HL7-1^^^BVDK^MR||Trần^Lệ^Thị||19610504|F'],
  'ADT^A40': ['PID|1||HL7-1^^^BVDK^MR||Trần^Lệ^Thị||19610504|F', 'MRG|TAM-9^^^BVDK^MR'],
  'ORU^R01': ['PID|1||HL7-1^^^BVDK^MR', 'OBR|1||LAB-77|TROP|||20261121081500', 'OBX|1|NM|6598-7^Troponin T^LN||0.42|ng/mL|<0.04|HH|||F|||20261121081500', 'NTE|1||Mẫu huyết thanh'],
} as const

function message(random: Random): string {
  const type = random.pick(['ADT^A01', 'ADT^A08', 'ADT^A40', 'ORU^R01'])
  const lines: string[] = [`MSH|^~\\&|HIS|BVDK|LV|LV|20261121080000||${type}|M${random.below(200)}|P|2.5|||||VNM|UNICODE UTF-8`, 'EVN||20261121080000', ...segments[type]]
  for (let times = random.below(5); times > 0; times -= 1) {
    const at = random.below(lines.length)
    const fields = (lines[at] ?? '').split('|')
    const field = random.below(fields.length)
    const odd = random.oneIn(2) ? random.pick([...oddTexts]) : random.pick(['""', '^^^^', '~~', '99991399', '2026112108150099', '9'.repeat(400), '-1', '<0', '1e400', 'ng/mL^x^y', '\\X00\\', '\\.br\\', 'MR&1.2.3&ISO', '0.04-0.02', 'I10~I11'])
    if (at > 0 || field > 8) fields[field] = odd
    lines[at] = fields.join('|')
    if (random.oneIn(8)) lines.splice(at, 1)
    if (random.oneIn(8)) lines.push(...Array.from({ length: random.pick([1, 400]) }, () => lines[at] ?? ''))
  }
  return lines.join(random.oneIn(12) ? '\n' : '\r')
}

/** Whole messages as they would be framed, or with their bytes and frame broken. */
function make(random: Random): Buffer {
  const framed = frame(message(random))
  return random.oneIn(3) ? mutatedBytes(framed, random) : framed
}

/** Sends the bytes, in pieces, and resolves with the first answer's code, or when it is plain that none is due. */
function send(bytes: Buffer): Promise<string> {
  const due = bytes.includes(0x0b) && bytes.indexOf(Buffer.of(0x1c, 0x0d), bytes.indexOf(0x0b) + 1) !== -1
  return new Promise((resolve, reject) => {
    const unframe = makeUnframer()
    const socket: Socket = connect(listener.ports[0] ?? 0, '127.0.0.1', () => {
      socket.write(bytes.subarray(0, bytes.length >> 1))
      socket.write(bytes.subarray(bytes.length >> 1), () => {
        if (!due) socket.end()
      })
    })
    const end = (outcome: string): void => {
      socket.destroy()
      resolve(outcome)
    }
    socket.on('data', (chunk) => {
      const [ack] = unframe(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
      if (ack !== undefined) end(/MSA\|(A[AER])/.exec(ack)?.[1] ?? 'unreadable answer')
    })
    socket.on('close', () => (due ? reject(new Error(`a whole message was not answered ${failed}`)) : end('no message')))
    socket.on('error', reject)
  })
}

const surface: Surface<Buffer> = { name: 'hl7', make, attempt: send, write: (input) => input, read: (kept) => kept }

it('the listener answers every whole message, whatever is in it, and an honest one afterwards', { timeout: timeFor(order), retry: 0 }, async () => {
  const report = await runCases(surface, order)
  console.log(describeReport(surface.name, order, report))
  expect(report.outcomes.has('unreadable answer')).toBe(false)
  expect(failed).toBe('')
  const honest = [`MSH|^~\\&|HIS|BVDK|LV|LV|20261121080000||ADT^A01|${randomUUID()}|P|2.5|||||VNM|UNICODE UTF-8`, 'EVN||20261121080000', 'PID|1||HONEST-1^^^BVDK^MR||Lê^Hùng^Văn||19700102|M'].join('\r')
  expect(await send(frame(honest))).toBe('AA')
})
