import type { MinutesForm } from './form.ts'

/** Where a field's value comes from when the minutes are opened. */
export type FieldSource = 'organisation' | 'record' | 'case' | 'session' | 'team' | 'writer'

/** One printed line of the form: its label to the letter, where it stands, and where its value comes from. */
export interface FormField {
  readonly key: string
  readonly label: string
  readonly printsIn: 'extract' | 'full' | 'remote'
  readonly source: FieldSource
}

/** Every labelled value of form 27/BV2, the full minutes and the remote-consult part, in the order of the paper. */
export const formFields = [
  { key: 'authority', label: 'Sở/Bộ Y tế', printsIn: 'extract', source: 'organisation' },
  { key: 'hospital', label: 'Bệnh viện', printsIn: 'extract', source: 'organisation' },
  { key: 'department', label: 'Khoa', printsIn: 'extract', source: 'organisation' },
  { key: 'admissionNumber', label: 'Số vào viện', printsIn: 'extract', source: 'record' },
  { key: 'patientName', label: 'Họ và tên người bệnh', printsIn: 'extract', source: 'record' },
  { key: 'age', label: 'Tuổi', printsIn: 'extract', source: 'record' },
  { key: 'sex', label: 'Nam/Nữ', printsIn: 'extract', source: 'record' },
  { key: 'treatedFrom', label: 'Đã điều trị từ ngày', printsIn: 'extract', source: 'record' },
  { key: 'treatedUntil', label: 'đến ngày', printsIn: 'extract', source: 'record' },
  { key: 'bed', label: 'Tại số giường', printsIn: 'extract', source: 'record' },
  { key: 'room', label: 'Buồng', printsIn: 'extract', source: 'record' },
  { key: 'stayDepartment', label: 'Khoa', printsIn: 'extract', source: 'record' },
  { key: 'stayDiagnosis', label: 'Chẩn đoán', printsIn: 'extract', source: 'record' },
  { key: 'heldAt', label: 'Hội chẩn lúc', printsIn: 'extract', source: 'session' },
  { key: 'chair', label: 'Chủ tọa', printsIn: 'extract', source: 'team' },
  { key: 'secretary', label: 'Thư ký', printsIn: 'extract', source: 'team' },
  { key: 'members', label: 'Thành viên tham gia', printsIn: 'extract', source: 'team' },
  { key: 'time', label: 'Thời gian', printsIn: 'full', source: 'session' },
  { key: 'place', label: 'Họp tại', printsIn: 'full', source: 'session' },
  { key: 'sessionCode', label: 'Mã phiên', printsIn: 'remote', source: 'session' },
  { key: 'requesting', label: 'Cơ sở yêu cầu', printsIn: 'remote', source: 'case' },
  { key: 'consulting', label: 'Cơ sở tư vấn', printsIn: 'remote', source: 'case' },
  { key: 'startedAt', label: 'Giờ bắt đầu', printsIn: 'remote', source: 'session' },
  { key: 'endedAt', label: 'Giờ kết thúc', printsIn: 'remote', source: 'session' },
  { key: 'interruptions', label: 'Mất kết nối', printsIn: 'remote', source: 'session' },
  { key: 'birthDate', label: 'Ngày sinh', printsIn: 'remote', source: 'record' },
  { key: 'citizenId', label: 'CCCD', printsIn: 'remote', source: 'record' },
  { key: 'insuranceNumber', label: 'Thẻ BHYT', printsIn: 'remote', source: 'record' },
  { key: 'address', label: 'Địa chỉ', printsIn: 'remote', source: 'record' },
  { key: 'legalBasis', label: 'Căn cứ xử lý dữ liệu', printsIn: 'remote', source: 'case' },
  { key: 'patientInformed', label: 'Thông tin cho người bệnh', printsIn: 'remote', source: 'case' },
  { key: 'recording', label: 'Ghi hình', printsIn: 'remote', source: 'session' },
  { key: 'attendance', label: 'Giờ vào – ra từng người', printsIn: 'remote', source: 'session' },
  { key: 'licences', label: 'Số giấy phép hành nghề', printsIn: 'remote', source: 'team' },
  { key: 'reviewed', label: 'Danh mục tài liệu và ảnh đã xem', printsIn: 'remote', source: 'case' },
  { key: 'frames', label: 'Khung hình chụp trong phiên', printsIn: 'remote', source: 'session' },
] as const satisfies readonly FormField[]

export type FormFieldKey = (typeof formFields)[number]['key']

const labels = new Map<FormFieldKey, string>(formFields.map((field) => [field.key, field.label]))

/** The label of a field exactly as the form prints it. */
export function labelOf(key: FormFieldKey): string {
  const label = labels.get(key)
  if (label === undefined) throw new Error(`no label for the form field ${key}`)
  return label
}

/** The national words for administrative sex. */
export const sexWords: Readonly<Record<MinutesForm['patient']['sex'], string>> = {
  male: 'Nam',
  female: 'Nữ',
  unknown: 'Chưa rõ',
}
