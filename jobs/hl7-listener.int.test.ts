import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeSnapshotBundle, readSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import { frame, makeUnframer } from '#adapters/hl7v2/mllp-framing.ts'
import { selectForSnapshot, wholeRecord } from '#core/record/snapshot.ts'
import { brandId } from '#core/shared/ids.ts'
import { openTestListener, type TestListener } from './test-hl7-listener.ts'

let close: TestListener['close']
let listener: TestListener['listener']
let hospital: TestListener['hospital']
let other: TestListener['other']
let app: TestListener['app']

beforeAll(async () => {
  ;({ listener, hospital, other, app, close } = await openTestListener())
})
afterAll(() => close())

/** Sends bytes as one message and gives back the acknowledgement. */
const send = (bytes: Buffer, to = 0): Promise<string> =>
  new Promise((resolve, reject) => {
    const unframe = makeUnframer()
    const socket = connect(listener.ports[to] ?? 0, '127.0.0.1', () => void socket.write(bytes))
    socket.on('data', (chunk) => {
      const [ack] = unframe(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
      if (ack === undefined) return
      socket.destroy()
      resolve(ack)
    })
    socket.once('error', reject)
  })

const message = (type: string, id: string, ...segments: readonly string[]): string =>
  [`MSH|^~\\&|HIS|BVDK|LV|LV|20261121080000||${type}|${id}|P|2.5|||||VNM|UNICODE UTF-8`, 'EVN||20261121080000', ...segments].join('\r')
const pid = (number: string, name: string, birth = '19610504') => `PID|1||${number}^^^BVDK^MR~001161000777^^^VNM^NI||${name}||${birth}|F|||Xã Ba Lăng||0900000000`
const pv1 = 'PV1|1|I|Khoa Nội^203^12||||||||||||||||BA26-0099|||||||||||||||||||||||||20261121074500'
const admission = (id: string) => message('ADT^A01', id, pid('HL7-1', 'Trần^Lệ^Thị'), pv1, 'DG1|1||I21.9^Nhồi máu cơ tim cấp^I10||20261121', 'AL1|1||^Penicillin|SV|Phát ban')
const results = (id: string, value: string, status = 'F') => message('ORU^R01', id, 'PID|1||HL7-1^^^BVDK^MR', 'OBR|1||LAB-77|TROP|||20261121081500', `OBX|1|NM|6598-7^Troponin T^LN||${value}|ng/mL|<0.04|HH|||${status}|||20261121081500`)

const found = (text: string) => app.read(hospital.doctor, ({ patients }) => patients.search(text, 10))
const recordOf = async (text: string) => {
  const [one] = await found(text)
  return one === undefined ? null : app.read(hospital.doctor, ({ patients }) => patients.record(one.patient.id))
}
const refused = () => app.read(hospital.doctor, async ({ shelves }) => (await shelves.provenance({ limit: 100, offset: 0 })).total)

describe('an admission', () => {
  it('is taken in with its stay, diagnosis and allergy, once', async () => {
    expect(await send(frame(admission('M1')))).toMatch(/MSA\|AA\|M1/)
    const before = await refused()
    expect(await send(frame(admission('M1')))).toMatch(/MSA\|AA\|M1/)
    expect(await refused()).toBe(before)
    const record = await recordOf('tran thi le')
    expect(record?.patient).toMatchObject({ name: 'Trần Thị Lệ', hospitalNumber: 'HL7-1', citizenId: '001161000777', sex: 'female', birthDate: '1961-05-04' })
    expect(record?.encounters).toMatchObject([{ admissionNumber: 'BA26-0099', department: 'Khoa Nội', room: '203', bed: '12', admittedAt: new Date('2026-11-21T00:45:00Z') }])
    expect([record?.conditions.length, record?.allergies[0]]).toMatchObject([1, { substance: 'Penicillin', criticality: 'high' }])
  })

  it('leads back to the bed that the patient came from, and no old message to another', async () => {
    const inBed = (type: string, id: string, place: string) => frame(message(type, id, 'PID|1||HL7-BED^^^BVDK^MR||Võ^Giường^Thị||19610504|F', pv1.replace('Khoa Nội^203^12', place).replace('BA26-0099', 'BA26-0100')))
    const [ward, icu] = ['Khoa Nội^203^12', 'ICU^^3']
    const bed = async () => (await recordOf('vo thi giuong'))?.encounters.map((stay) => [stay.department, stay.bed])
    for (const bytes of [inBed('ADT^A01', 'B1', ward), inBed('ADT^A08', 'B2', icu), inBed('ADT^A08', 'B3', ward)]) expect(await send(bytes)).toMatch(/MSA\|AA/)
    expect(await bed()).toEqual([['Khoa Nội', '12']])
    expect(await send(inBed('ADT^A08', 'B2', icu))).toMatch(/MSA\|AA/)
    expect(await bed()).toEqual([['Khoa Nội', '12']])
  })

  it('keeps its day of admission, its place and its diagnosis\'s day where a correction leaves them out', async () => {
    const on = (day: string, [type, id]: readonly [string, string], ...more: readonly string[]) =>
      frame([`MSH|^~\\&|HIS|BVDK|LV|LV|${day}080000||${type}|${id}|P|2.5|||||VNM|UNICODE UTF-8`, `EVN||${day}080000`, 'PID|1||HL7-DAY^^^BVDK^MR||Hồ^Ngày^Thị||19610504|F', ...more].join('\r'))
    const stay = (place: string, number = 'BA26-0101') => `PV1|1|I|${place}||||||||||||||||${number}`
    const recorded = async () => {
      const record = await recordOf('ho thi ngay')
      return [record?.encounters.map((one) => [one.admissionNumber, one.admittedAt.toISOString(), one.department, one.bed, one.kind]), record?.conditions.map(({ recordedAt }) => recordedAt.toISOString())]
    }
    const dated = ['2026-11-21T01:00:00.000Z']
    expect(await send(on('20261121', ['ADT^A01', 'D1'], stay('Khoa Nội^203^12'), 'DG1|1||I10^Tăng huyết áp'))).toMatch(/MSA\|AA/)
    expect(await send(on('20261125', ['ADT^A08', 'D2'], stay('').replace('|I|', '||'), 'DG1|1||I10^Tăng huyết áp'))).toMatch(/MSA\|AA/)
    expect(await recorded()).toEqual([[['BA26-0101', ...dated, 'Khoa Nội', '12', 'inpatient']], dated])
    expect(await send(on('20261126', ['ADT^A08', 'D3'], stay('ICU^^3'), stay('', 'BA26-0102')))).toMatch(/MSA\|AA/)
    expect(await send(on('20261127', ['ADT^A08', 'D4'], stay('Khoa Nội', 'BA26-0102')))).toMatch(/MSA\|AA/)
    expect(await recorded()).toEqual([[['BA26-0101', ...dated, 'ICU', '3', 'inpatient']], dated])
    // An old message that left out what was told since.
    expect(await send(on('20261125', ['ADT^A08', 'D2'], stay('Khoa Nội^203^12')))).toMatch(/MSA\|AA/)
    expect(await recorded()).toEqual([[['BA26-0101', ...dated, 'ICU', '3', 'inpatient']], dated])
  })

  it('is found by its name in either composition and without marks', async () => {
    for (const text of ['Trần Thị Lệ', 'Trần Thị Lệ'.normalize('NFD'), 'tran thi le', 'TRAN LE']) expect([text, (await found(text)).length]).toEqual([text, 1])
  })

  it('is the hospital\'s whose port it came to, and no other\'s', async () => {
    expect(await app.read(other.doctor, ({ patients }) => patients.search('tran thi le', 10))).toEqual([])
  })
})

describe('a patient of whom two systems tell at the same moment', () => {
  it('is written down once, and neither message is refused', async () => {
    const same = Array.from({ length: 8 }, (_, at) => frame(message('ADT^A04', `S${at}`, 'PID|1||CUNG-LUC^^^BVDK^MR||Phạm^Cùng^Lúc||19700101|M')))
    for (const answer of await Promise.all(same.map((bytes) => send(bytes)))) expect(answer).toMatch(/MSA\|AA/)
    expect(await found('pham cung luc')).toHaveLength(1)
  })
})

describe('results', () => {
  it('are taken with range and flag; a corrected one stands in place of the former, which is kept', async () => {
    expect(await send(frame(results('M2', '0.42')))).toMatch(/MSA\|AA\|M2/)
    expect((await recordOf('tran thi le'))?.observations).toMatchObject([{ display: 'Troponin T', value: 0.42, referenceHigh: 0.04, flag: 'critical-high' }])
    expect(await send(frame(results('M3', '0.12', 'C')))).toMatch(/MSA\|AA\|M3/)
    const record = await recordOf('tran thi le')
    expect(record?.observations).toMatchObject([{ value: 0.12 }])
    const trace = await app.read(hospital.doctor, ({ shelves }) => shelves.provenance({ patients: [record?.patient.id ?? ''], limit: 100, offset: 0 }))
    expect(trace.items.filter(({ kind }) => kind === 'Observation').map(({ origin }) => [origin.message, origin.source])).toEqual([['M3', 'HIS|BVDK'], ['M2', 'HIS|BVDK']])
  })

  it('that their laboratory takes back stand no longer, and not again by an old message', async () => {
    const potassium = (id: string, status: string) => frame(message('ORU^R01', id, 'PID|1||HL7-1^^^BVDK^MR', 'OBR|1||LAB-79|K|||20261121081500', `OBX|1|NM|2823-3^Kali^LN||6.9|mmol/L|3.5-5|HH|||${status}|||20261121081500`))
    const standing = async () => (await recordOf('tran thi le'))?.observations.map(({ display }) => display)
    expect(await send(potassium('W1', 'F'))).toMatch(/MSA\|AA/)
    expect(await standing()).toContain('Kali')
    for (const bytes of [potassium('W2', 'W'), potassium('W1', 'F')]) {
      expect(await send(bytes)).toMatch(/MSA\|AA/)
      expect(await standing()).not.toContain('Kali')
    }
  })

  it('of a patient nobody knows are kept aside with the reason', async () => {
    const ack = await send(frame(message('ORU^R01', 'M4', 'PID|1||^^^BVDK^MR', 'OBR|1||L|T|||20261121', 'OBX|1|NM|1-1^A^LN||1||||||F|||20261121')))
    expect(ack).toMatch(/MSA\|AE\|M4[\s\S]*record\.patient-without-number/)
  })
})

describe('a report', () => {
  const report = (id: string, conclusion: string) => message('ORU^R01', id, 'PID|1||HL7-1^^^BVDK^MR', 'OBR|1||RAD-1|CT-NGUC^CT ngực|||20261121081500|||||||||||||||20261121093000||RAD|F',
    'OBX|1|TX|CT-NGUC^CT ngực|1|Dịch màng phổi trái.||||||F', `OBX|2|TX|CT-NGUC&IMP^Kết luận|2|${conclusion}||||||F`)

  it('is taken in its author\'s words; a corrected one stands in its place', async () => {
    expect(await send(frame(report('M20', 'Tràn dịch')))).toMatch(/MSA\|AA\|M20/)
    expect(await send(frame(report('M21', 'Tràn dịch lượng ít')))).toMatch(/MSA\|AA\|M21/)
    const record = await recordOf('tran thi le')
    expect(record?.reports).toMatchObject([{ category: 'imaging', display: 'CT ngực', findings: 'Dịch màng phổi trái.', conclusion: 'Tràn dịch lượng ít' }])
    const trace = await app.read(hospital.doctor, ({ shelves }) => shelves.provenance({ patients: [record?.patient.id ?? ''], limit: 100, offset: 0 }))
    expect(trace.items.filter(({ kind }) => kind === 'DiagnosticReport').map(({ origin }) => origin.message)).toEqual(['M21', 'M20'])
  })
})

describe('a report that comes as a PDF', () => {
  const printed = (id: string, text: string) => message('ORU^R01', id, 'PID|1||HL7-1^^^BVDK^MR', 'OBR|1||RAD-2|SAT^Siêu âm tim|||20261121081500|||||||||||||||20261121093000||EC|F',
    `OBX|1|ED|PDF^Phiếu|1|RIS^application^pdf^Base64^${Buffer.from(text).toString('base64')}||||||F`)
  const documents = async () => (await recordOf('tran thi le'))?.media ?? []

  it('is a document of the record, once however often it comes; a later print stands beside the former', async () => {
    for (const id of ['M30', 'M31']) expect(await send(frame(printed(id, '%PDF-1.7 một')))).toMatch(/MSA\|AA/)
    const [first, ...more] = await documents()
    expect([first, more]).toMatchObject([{ kind: 'document', title: 'Siêu âm tim', mediaType: 'application/pdf', takenAt: new Date('2026-11-21T02:30:00Z') }, []])
    const kept = first === undefined ? null : await app.read(hospital.doctor, ({ files }) => files.get(first.file))
    expect(Buffer.from(kept?.bytes ?? []).toString()).toBe('%PDF-1.7 một')
    expect(await send(frame(printed('M32', '%PDF-1.7 hai')))).toMatch(/MSA\|AA/)
    expect((await documents()).length).toBe(2)
    const patient = (await recordOf('tran thi le'))?.patient.id ?? ''
    const trace = await app.read(hospital.doctor, ({ shelves }) => shelves.provenance({ patients: [patient], limit: 100, offset: 0 }))
    expect(trace.items.filter(({ kind }) => kind === 'Media').map(({ origin }) => origin.message)).toEqual(['M32', 'M30'])
  })

  it('goes along in a snapshot, with its file', async () => {
    const record = await recordOf('tran thi le')
    if (record === null) throw new Error('the patient is there')
    const bundle = composeSnapshotBundle(selectForSnapshot(record, wholeRecord), { id: brandId(randomUUID()), createdAt: new Date() })
    expect(readSnapshotBundle(bundle).record.media).toEqual(record.media)
  })

  it('keeps the message aside where it is no PDF, and takes nothing of it', async () => {
    expect(await send(frame(printed('M33', 'MZ…')))).toMatch(/MSA\|AE\|M33[\s\S]*record\.document-not-pdf/)
    expect((await documents()).length).toBe(2)
  })
})

describe('a correction and a merge', () => {
  it('change the particulars and keep the former ones', async () => {
    expect(await send(frame(message('ADT^A08', 'M5', pid('HL7-1', 'Trần^Lệ Thủy^Thị')))) ).toMatch(/MSA\|AA/)
    expect((await found('tran thi le thuy'))[0]?.patient.phone).toBe('0900000000')
  })

  it('read an unknown patient and who they turned out to be as one record', async () => {
    const unknown = message('ADT^A04', 'M6', 'PID|1||TAM-9^^^BVDK^MR||Không rõ^2026 11 21||||', 'DG1|1||R40.2^Hôn mê^I10||20261121')
    expect(await send(frame(unknown))).toMatch(/MSA\|AA/)
    const merge = frame(message('ADT^A40', 'M7', pid('HL7-1', 'Trần^Lệ Thủy^Thị'), 'MRG|TAM-9^^^BVDK^MR'))
    expect(await send(merge)).toMatch(/MSA\|AA/)
    expect((await recordOf('tran thi le thuy'))?.conditions.map(({ code }) => code).sort()).toEqual(['I21.9', 'R40.2'])
    expect(await found('TAM-9')).toEqual([])
    expect(await send(merge)).toMatch(/MSA\|AA/)
    expect(await send(frame(message('ADT^A40', 'M40', pid('HL7-1', 'Trần^Lệ Thủy^Thị'), 'MRG|HL7-1^^^BVDK^MR')))).toMatch(/MSA\|AE[\s\S]*record\.same-patient/)
    expect(await send(frame(message('ADT^A40', 'M41', pid('HL7-1', 'Trần^Lệ Thủy^Thị'), 'MRG|TAM-0^^^BVDK^MR')))).toMatch(/MSA\|AE[\s\S]*patient\.not-found/)
  })

  it('leads whoever still sends under the former number to the one record', async () => {
    const late = message('ORU^R01', 'M42', 'PID|1||TAM-9^^^BVDK^MR', 'OBR|1||LAB-78|GLU|||20261121081500', 'OBX|1|NM|2345-7^Glucose^LN||6.1|mmol/L|3.9-6.4|N|||F|||20261121081500')
    expect(await send(frame(late))).toMatch(/MSA\|AA/)
    expect((await recordOf('tran thi le thuy'))?.observations.map(({ display }) => display)).toContain('Glucose')
    expect(await found('TAM-9')).toEqual([])
  })
})

describe('what cannot be taken', () => {
  it.each([
    ['a wrong charset', Buffer.concat([Buffer.of(0x0b), Buffer.from(admission('M8').replace('UNICODE UTF-8', '8859/1'), 'latin1'), Buffer.of(0x1c, 0x0d)]), /MSA\|AR[\s\S]*record\.wrong-charset/],
    ['letters that were garbled before', frame(Buffer.from(admission('M9'), 'utf8').toString('latin1')), /MSA\|AR[\s\S]*record\.wrong-charset/],
    ['an admission of nobody', frame(message('ADT^A01', 'M10', 'PID|1||X-1^^^B^MR||', pv1)), /MSA\|AE\|M10[\s\S]*record\.patient-without-name/],
    ['a message of another kind', frame(message('SIU^S12', 'M11')), /MSA\|AR\|M11[\s\S]*record\.unsupported-message/],
    ['no message at all', frame('hello'), /MSA\|AR[\s\S]*record\.malformed/],
    ['a number that belongs to another person', frame(message('ADT^A01', 'M12', 'PID|1||HL7-1^^^BVDK^MR||Lê^Hùng^Văn||19900101|M', pv1)), /MSA\|AE[\s\S]*record\.identity-mismatch/],
    ['a birth date that is none', frame(message('ADT^A01', 'M13', pid('HL7-2', 'Lê^Hùng', '19901399'))), /MSA\|AR[\s\S]*record\.malformed/],
  ] as const)('%s is refused with its reason, and the connection lives on', async (_name, bytes, answer) => {
    expect(await send(bytes)).toMatch(answer)
    expect(await send(frame(admission('M1')))).toMatch(/MSA\|AA/)
  })

  it('says nothing of the patient in its answer', async () => {
    expect(await send(frame(message('ADT^A01', 'M12', 'PID|1||HL7-1^^^BVDK^MR||Lê^Hùng^Văn||19900101|M')))).not.toMatch(/Hùng|HL7-1|1990/)
  })
})
