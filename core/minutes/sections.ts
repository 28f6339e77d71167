import type { SectionKey } from './document.ts'

/** How a section stands on paper: on the extract (form 27/BV2), in the full minutes or in an addendum, and whether it may be left empty. */
export interface SectionDefinition {
  /** The heading exactly as printed; an `answer` section is headed by its question instead. */
  readonly heading: string
  readonly printsIn: 'extract' | 'full' | 'addendum'
  readonly required: boolean
}

/** Headings of form 27/BV2 and of the full Biên bản hội chẩn (TT 32/2023). */
export const sections: Readonly<Record<SectionKey, SectionDefinition>> = {
  course: {
    heading: 'Tóm tắt quá trình diễn biến bệnh, quá trình điều trị và chăm sóc người bệnh',
    printsIn: 'extract',
    required: true,
  },
  request: { heading: 'Nội dung yêu cầu hội chẩn', printsIn: 'full', required: false },
  condition: { heading: 'Tình trạng hiện tại', printsIn: 'full', required: false },
  'referring-diagnosis': { heading: 'Chẩn đoán tuyến dưới', printsIn: 'full', required: false },
  paraclinical: { heading: 'Kết quả cận lâm sàng', printsIn: 'full', required: false },
  answer: { heading: 'Trả lời câu hỏi', printsIn: 'full', required: true },
  diagnosis: { heading: 'Chẩn đoán hội chẩn (ICD-10, chẩn đoán phân biệt)', printsIn: 'full', required: false },
  conclusion: { heading: 'Kết luận (sau khi đã khám lại và thảo luận)', printsIn: 'extract', required: true },
  direction: { heading: 'Hướng điều trị tiếp', printsIn: 'extract', required: true },
  treatment: { heading: 'Phương pháp điều trị', printsIn: 'full', required: false },
  care: { heading: 'Chế độ chăm sóc (cấp I/II/III)', printsIn: 'full', required: false },
  prognosis: { heading: 'Tiên lượng', printsIn: 'full', required: false },
  assignments: { heading: 'Phân công thực hiện', printsIn: 'full', required: false },
  'amendment-reason': { heading: 'Lý do lập phụ lục', printsIn: 'addendum', required: true },
  amendment: { heading: 'Nội dung bổ sung, sửa đổi', printsIn: 'addendum', required: true },
  dissent: { heading: 'Ý kiến bảo lưu', printsIn: 'full', required: false },
}

/** The heading of the section that answers the n-th question, counted from one. */
export const answerHeading = (position: number, question: string): string => `Câu hỏi ${position}: ${question}`
