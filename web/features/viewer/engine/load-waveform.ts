import dicomParser, { type DataSet } from 'dicom-parser'
import { leadsOf, type Channel, type Waveform } from '#core/viewing/waveform.ts'

const itemsOf = (set: DataSet, tag: string): readonly DataSet[] => (set.elements[tag]?.items ?? []).flatMap(({ dataSet }) => dataSet ?? [])
const decimalOf = (set: DataSet, tag: string, otherwise: number): number => set.floatString(tag) ?? otherwise

/** Leads are named by code ("Lead II"), or by the device's own label. */
function channelOf(set: DataSet): Channel {
  const [source] = itemsOf(set, 'x003a0208')
  const [unit] = itemsOf(set, 'x003a0211')
  return {
    name: (set.string('x003a0203') ?? source?.string('x00080104') ?? '').replace(/^Lead\s+/i, '').trim(),
    unit: unit?.string('x00080100')?.trim() ?? '',
    sensitivity: decimalOf(set, 'x003a0210', 1),
    correction: decimalOf(set, 'x003a0212', 1),
    baseline: decimalOf(set, 'x003a0213', 0),
  }
}

function samplesOf(set: DataSet): Int16Array | Int8Array | Uint8Array {
  const held = set.elements['x54001010']
  if (held === undefined) throw new Error('the waveform has no samples')
  const bytes = Uint8Array.from(set.byteArray.subarray(held.dataOffset, held.dataOffset + held.length))
  const kind = set.string('x54001006')?.trim()
  if (set.uint16('x54001004') === 16 && kind === 'SS') return new Int16Array(bytes.buffer, 0, bytes.length >> 1)
  if (set.uint16('x54001004') === 8) return kind === 'SB' ? new Int8Array(bytes.buffer) : bytes
  throw new Error(`samples of kind ${kind ?? 'unknown'} are not read`)
}

/** Reads the groups of leads in a DICOM waveform file. */
export function readWaveforms(file: Uint8Array): readonly Waveform[] {
  const set = dicomParser.parseDicom(file)
  return itemsOf(set, 'x54000100').map((group) => ({
    rate: decimalOf(group, 'x003a001a', 1),
    leads: leadsOf(samplesOf(group), itemsOf(group, 'x003a0200').map(channelOf)),
  }))
}

/** Fetches a waveform file and reads it. */
export async function loadWaveforms(address: string): Promise<readonly Waveform[]> {
  const answer = await fetch(address, { headers: { Accept: 'application/dicom' } })
  if (!answer.ok) throw new Error(`waveform: ${answer.status}`)
  return readWaveforms(new Uint8Array(await answer.arrayBuffer()))
}
