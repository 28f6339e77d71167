import { describe, expect, it } from 'vitest'
import type { Dataset } from './dicom-json.ts'
import { maskedDatasets } from './masked-dataset.ts'
import { maskedFile } from './masked-file.ts'

const slice: Dataset = {
  '00080018': { vr: 'UI', Value: ['1.2.3.4'] },
  '00080020': { vr: 'DA', Value: ['20261121'] },
  '00080050': { vr: 'SH', Value: ['ACC-00017'] },
  '00080090': { vr: 'PN', Value: [{ Alphabetic: 'LE^HA' }] },
  '00081030': { vr: 'LO', Value: ['CT ngực NGUYEN THI DAO'] },
  '00081115': { vr: 'SQ', Value: [{ '0020000E': { vr: 'UI', Value: ['1.2.9'] }, '00100020': { vr: 'LO', Value: ['BN-000417'] }, '00204000': { vr: 'LT', Value: ['gọi bà Đào'] } }] },
  '00091001': { vr: 'LO', Value: ['private'] },
  '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Nguyễn^Thị Đào' }] },
  '00100020': { vr: 'LO', Value: ['BN-000417'] },
  '00100030': { vr: 'DA', Value: ['19590402'] },
  '00100040': { vr: 'CS', Value: ['F'] },
  '00101010': { vr: 'AS', Value: ['067Y'] },
  '00280030': { vr: 'DS', Value: [0.5, 0.5] },
  '00380010': { vr: 'LO', Value: ['26.0417'] },
  '0040A730': { vr: 'SQ', Value: [{ '0040A160': { vr: 'UT', Value: ['Nguyễn Thị Đào có tràn dịch, mã BN-000417'] }, '0040A123': { vr: 'PN', Value: [{ Alphabetic: 'LE^HA' }] } }] },
}

describe('metadata of a masked case', () => {
  const [masked] = maskedDatasets([slice])

  it('says nothing of whose it is, at any depth', () => {
    expect(JSON.stringify(masked)).not.toMatch(/Nguyễn|NGUYEN|Đào|DAO|BN-000417|19590402|26\.0417|ACC-00017|LE\^HA|private/)
    expect(masked?.['00081030']?.Value).toEqual(['CT ngực [đã che]'])
    expect(masked?.['0040A730']?.Value).toEqual([{ '0040A160': { vr: 'UT', Value: ['[đã che] có tràn dịch, mã [đã che]'] } }])
  })

  it('keeps what a picture is read and measured by, and says that it was masked', () => {
    expect(Object.keys(masked ?? {}).toSorted()).toEqual(['00080018', '00080020', '00081030', '00081115', '00100040', '00101010', '00120062', '00280030', '0040A730'])
    expect(masked?.['00280030']).toEqual(slice['00280030'])
  })
})

it('a file that is not read as DICOM is not handed out', () => {
  expect(maskedFile(new TextEncoder().encode('no DICOM'))).toBeNull()
})
