import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Contents } from './dicom-file.ts'

const code = (value: string, scheme: string, meaning: string) => ({ CodeValue: value, CodingSchemeDesignator: scheme, CodeMeaning: meaning })

/** The twelve leads, by their codes in MDC, and how the heart's vector projects on each: R, S and T waves in millivolts, ST in the infarcted wall. */
const leads = [
  ['I', '2:1', 0.5, -0.1, 0.15, -0.08], ['II', '2:2', 0.9, -0.1, 0.25, 0.22], ['III', '2:61', 0.4, -0.15, 0.12, 0.3], ['aVR', '2:62', -0.7, 0.1, -0.2, -0.07],
  ['aVL', '2:63', 0.3, -0.1, 0.08, -0.19], ['aVF', '2:64', 0.65, -0.12, 0.18, 0.26], ['V1', '2:3', 0.2, -0.9, 0.1, 0.08], ['V2', '2:4', 0.25, -1.1, 0.5, -0.06],
  ['V3', '2:5', 0.35, -0.8, 0.6, -0.05], ['V4', '2:6', 0.7, -0.5, 0.55, 0], ['V5', '2:7', 1.1, -0.3, 0.35, 0], ['V6', '2:8', 0.9, -0.15, 0.25, 0],
] as const

const rate = 500
const seconds = 10
/** 52 a minute. */
const beat = 1.15
/** Microvolts a step. */
const sensitivity = 2.5

const bump = (at: number, middle: number, width: number): number => Math.exp(-(((at - middle) / width) ** 2))

/** A lead's voltage some seconds into a beat, in millivolts: P, QRS, a raised ST segment, T. */
function voltage(at: number, [, , r, s, t, st]: (typeof leads)[number]): number {
  return 0.12 * Math.sign(r) * bump(at, 0.12, 0.025) + r * bump(at, 0.24, 0.011) + s * bump(at, 0.268, 0.012) + st * bump(at, 0.36, 0.06) + t * bump(at, 0.46, 0.045)
}

/** Ten seconds of a standard electrocardiogram with an infarction of the inferior wall and the right ventricle. */
export function electrocardiogram(): Contents {
  const samples = new Int16Array(leads.length * rate * seconds)
  for (let at = 0; at < rate * seconds; at++)
    leads.forEach((lead, channel) => (samples[at * leads.length + channel] = Math.round((voltage((at / rate) % beat, lead) * 1_000) / sensitivity)))
  return {
    attributes: {
      AcquisitionContextSequence: [],
      WaveformSequence: [{
        _vrMap: { WaveformData: 'OW' },
        MultiplexGroupTimeOffset: 0, WaveformOriginality: 'ORIGINAL', NumberOfWaveformChannels: leads.length, NumberOfWaveformSamples: rate * seconds, SamplingFrequency: rate,
        ChannelDefinitionSequence: leads.map(([name, lead]) => ({
          ChannelSourceSequence: [code(lead, 'MDC', `Lead ${name}`)], ChannelSensitivity: sensitivity, ChannelSensitivityUnitsSequence: [code('uV', 'UCUM', 'microvolt')],
          ChannelSensitivityCorrectionFactor: 1, ChannelBaseline: 0, ChannelSampleSkew: 0, WaveformBitsStored: 16, FilterLowFrequency: 0.05, FilterHighFrequency: 150,
        })),
        WaveformBitsAllocated: 16, WaveformSampleInterpretation: 'SS', WaveformData: samples.buffer,
      }],
    },
  }
}

const heading = (meaning: string, below: readonly object[]) => ({ RelationshipType: 'CONTAINS', ValueType: 'CONTAINER', ConceptNameCodeSequence: [code('LV1', '99LIENVIEN', meaning)], ContinuityOfContent: 'SEPARATE', ContentSequence: below })
const measure = (meaning: string, value: string, unit: string) => ({
  RelationshipType: 'CONTAINS', ValueType: 'NUM', ConceptNameCodeSequence: [code('LV2', '99LIENVIEN', meaning)],
  MeasuredValueSequence: [{ NumericValue: value, MeasurementUnitsCodeSequence: [code(unit, 'UCUM', unit)] }],
})
const words = (meaning: string, text: string) => ({ RelationshipType: 'CONTAINS', ValueType: 'TEXT', ConceptNameCodeSequence: [code('LV3', '99LIENVIEN', meaning)], TextValue: text })

/** What an echocardiograph reports beside its clips. */
export const echoReport = (): Contents => ({
  attributes: {
    ValueType: 'CONTAINER', ContinuityOfContent: 'SEPARATE', ConceptNameCodeSequence: [code('125200', 'DCM', 'Kết quả siêu âm tim')],
    ContentDate: '20261121', ContentTime: '090000', CompletionFlag: 'COMPLETE', VerificationFlag: 'UNVERIFIED', ReferencedPerformedProcedureStepSequence: [], PerformedProcedureCodeSequence: [],
    ContentSequence: [
      heading('Thất trái', [
        measure('Phân suất tống máu (Simpson)', '48', '%'), measure('Đường kính cuối tâm trương', '50', 'mm'), measure('Vách liên thất cuối tâm trương', '9.5', 'mm'),
        words('Vận động vùng', 'Giảm vận động thành dưới và thành sau từ đáy đến giữa, thành tự do thất phải.'),
      ]),
      heading('Van tim', [measure('Diện tích hở hai lá', '2.1', 'cm2'), words('Nhận xét', 'Hở hai lá nhẹ; không hẹp van.')]),
      words('Kết luận', 'Chức năng tâm thu thất trái giảm nhẹ, phù hợp nhồi máu cơ tim thành dưới lan thất phải. Không tràn dịch màng tim.'),
    ],
  },
})

/** A printed result, as departments put it into the archive. */
export async function printedResult(title: string, lines: readonly string[]): Promise<Contents> {
  // Loaded only when there is something to write.
  const { PDF } = await import('@libpdf/core')
  const document = PDF.create()
  const font = document.embedFont(await readFile(createRequire(import.meta.url).resolve('@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf')))
  const page = document.addPage({ size: 'a4' })
  page.drawText(title, { x: 60, y: 770, size: 18, font })
  lines.forEach((line, at) => page.drawText(line, { x: 60, y: 730 - at * 22, size: 12, font }))
  const bytes = await document.save()
  // A value of even length (PS3.5 7.1.1).
  const even = new Uint8Array(bytes.length + (bytes.length % 2))
  even.set(bytes)
  return {
    attributes: { MIMETypeOfEncapsulatedDocument: 'application/pdf', DocumentTitle: title, BurnedInAnnotation: 'YES', ConceptNameCodeSequence: [], EncapsulatedDocument: even.buffer },
  }
}
