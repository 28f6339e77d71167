import type { ReportCategory } from './patient-record.ts'

/** HL7's diagnostic service sections (table 0074), and words that hospitals use in their place. */
const categories: readonly (readonly [ReportCategory, RegExp])[] = [
  ['imaging', /^(RAD|RUS|CT|NMR|MRI|NMS|OUS|VUS|XRC|RX|IMG|US)$|x-?quang|siêu âm|hình ảnh|radiolog|imaging|cắt lớp|cộng hưởng/i],
  ['pathology', /^(PAT|SP|CP|CG)$|giải phẫu bệnh|tế bào|patholog|cytolog/i],
  ['endoscopy', /^END$|nội soi|endoscop/i],
  ['cardiology', /^(EC|CUS|CTH|EKG|ECG)$|điện tim|tim mạch|cardi/i],
  ['laboratory', /^(LAB|CH|HM|MB|MCB|BLB|IMM|SR|TX|VR)$|xét nghiệm|laborator/i],
]

/** Which kind of report its sender's codes and words tell of. */
export const categoryOf = (words: readonly string[]): ReportCategory =>
  categories.find(([, shape]) => words.some((one) => shape.test(one.normalize('NFC').trim())))?.[0] ?? 'other'
