import type { MinutesDocument, SectionKey } from '#core/minutes/document.ts'
import { initialDocument } from '#core/minutes/initial-document.ts'
import type { PrintOrder } from '#core/minutes/ports.ts'
import { prefillForm } from '#core/minutes/prefill.ts'
import { sampleFacts } from '#core/minutes/test-facts.ts'
import { brandId } from '#core/shared/ids.ts'

const written: Partial<Record<SectionKey, string>> = {
  answer: 'Chưa có chỉ định can thiệp ngoại khoa lúc này; dẫn lưu qua da dưới hướng dẫn siêu âm nếu sốt kéo dài quá 72 giờ.',
  conclusion: 'Viêm tụy cấp hoại tử nhiễm khuẩn, mức độ nặng. Tiếp tục điều trị nội khoa tích cực tại cơ sở.',
  direction: 'Meropenem 1 g mỗi 8 giờ; bù dịch theo huyết động; nuôi ăn sớm qua ống thông hỗng tràng.',
  diagnosis: 'K85.9 Viêm tụy cấp hoại tử; phân biệt: thủng tạng rỗng, nhồi máu mạc treo.',
  care: 'Chăm sóc cấp I.',
}

/** The sample document with the given sections written. */
export const documentWith = (texts: Partial<Record<SectionKey, string>>): MinutesDocument => ({
  type: 'doc',
  content: initialDocument(sampleFacts()).content.map((section) => {
    const text = texts[section.attrs.key]
    const lines = text?.split('\n').map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] }))
    return lines === undefined ? section : { ...section, content: lines }
  }),
})

/** Complete minutes of an invented consult, ready to print. */
export const sampleOrder = (texts: Partial<Record<SectionKey, string>> = written): PrintOrder => ({
  id: brandId('0b9e2c1e-7d1f-4a52-9d5b-2f6a3f0c1e77'),
  amends: null,
  form: prefillForm(sampleFacts()),
  document: documentWith(texts),
  version: 1,
  frozenAt: new Date('2026-11-21T08:00:00Z'),
  verifyUrl: 'https://lienvien.example/verify/0b9e2c1e-7d1f-4a52-9d5b-2f6a3f0c1e77',
})
