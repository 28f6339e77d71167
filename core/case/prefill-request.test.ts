import { describe, expect, it } from 'vitest'
import { exampleRecord } from '#core/record/testing.ts'
import { advisedContents } from './advised-contents.ts'
import { prefillTexts } from './prefill-request.ts'
import { suggestSpecialty } from './suggest-specialty.ts'
import { exampleRequest } from './testing.ts'

describe('the first words of a request', () => {
  const texts = prefillTexts(exampleRecord())

  it('say where the patient lies, what they must not get and what they take', () => {
    expect(texts.course).toBe('Vào viện 10:00 ngày 20/11/2026, Khoa Nội, buồng 203, giường 12.\nDị ứng: Penicillin (phát ban).\nThuốc đang dùng: Aspirin 81 mg, 1 viên/ngày.')
  })

  it('say how the patient is, in numbers as Vietnamese doctors write them', () => {
    expect(texts.currentCondition).toBe('Sinh hiệu 10:00 ngày 20/11/2026: Huyết áp tâm thu 92 mmHg.\nXét nghiệm bất thường: Troponin T 0,42 ng/mL.')
  })

  it('never tell what a snapshot would keep back', () => {
    expect(Object.values(texts).join(' ')).not.toMatch(/HIV|B20|tenofovir/i)
    expect(texts.provisionalDiagnosis).toBe('Nhồi máu cơ tim cấp (I21.9)')
  })
})

describe('the specialty that a diagnosis points to', () => {
  const condition = (code: string) => ({ id: code, code, display: code, status: 'active', recordedAt: new Date(0) }) as const
  it.each([['I21.9', 'cardiology'], ['I63.5', 'neurology'], ['K65.0', 'general-surgery'], ['S06.5', 'neurosurgery'], ['O14.1', 'obstetrics']] as const)('%s is asked of %s', (code, specialty) => {
    expect(suggestSpecialty([condition(code)], ['internal-medicine', 'cardiology', 'neurology', 'general-surgery', 'neurosurgery', 'obstetrics'])).toBe(specialty)
  })

  it('is one that can be asked', () => {
    expect(suggestSpecialty([condition('I21.9')], ['radiology'])).toBe('radiology')
    expect(suggestSpecialty([condition('I21.9')], [])).toBeNull()
  })
})

describe('what consultants will ask for first', () => {
  const nothing = { imaging: false, laboratory: false, vitals: false }
  it('is onset, NIHSS and films for a stroke', () => {
    const stroke = { ...exampleRequest, specialty: 'neurology', course: 'Khởi phát lúc 6 giờ, NIHSS 14.' } as const
    expect(advisedContents(stroke, { ...nothing, vitals: true })).toEqual([
      { advice: 'imaging', isMet: false }, { advice: 'vitals', isMet: true }, { advice: 'onset-time', isMet: true }, { advice: 'nihss', isMet: true },
    ])
  })

  it('is the work-up and the films before surgery', () => {
    const surgery = { ...exampleRequest, kind: 'live-surgery', specialty: 'general-surgery' } as const
    expect(advisedContents(surgery, nothing).map((one) => one.advice)).toEqual(['imaging', 'laboratory', 'vitals'])
  })
})
