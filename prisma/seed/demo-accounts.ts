/** One person of the demo world, as the sign-in page and the closing line of `npm start` show them. Everyone is fictional. */
export interface DemoAccount {
  readonly email: string
  readonly password: string
  /** Family name first. */
  readonly name: string
  readonly title: string
  readonly organization: string
  readonly roles: readonly ('doctor' | 'nurse' | 'coordinator' | 'admin' | 'auditor')[]
  /** What the person is in the journey that the README tells. */
  readonly part: 'requester' | 'coordinator' | 'chair' | 'secretary' | 'member' | 'nurse' | 'admin' | 'auditor'
}

/** Every demo account has the same password; a real deployment has no demo accounts. */
export const demoPassword = 'HoiChan-2026'

export const demoHospitals = {
  songHan: 'Bệnh viện Đa khoa Trung ương Sông Hàn',
  baLang: 'Bệnh viện Đa khoa khu vực Ba Lăng',
  ngocVan: 'Trung tâm Y tế đảo Ngọc Vân',
} as const

type Person = readonly [email: string, title: string, name: string, roles: DemoAccount['roles'], part: DemoAccount['part']]

const staff = (organization: string, domain: string, people: readonly Person[]): readonly DemoAccount[] =>
  people.map(([email, title, name, roles, part]) => ({ email: `${email}@${domain}`, password: demoPassword, name, title, organization, roles, part }))

/** Those who carry the README's journey come first within their hospital. */
export const demoAccounts: readonly DemoAccount[] = [
  ...staff(demoHospitals.baLang, 'balang.example', [
    ['thuha', 'BSCKI.', 'Phạm Thị Thu Hà', ['doctor'], 'requester'],
    ['vantin', 'BSCKI.', 'Võ Văn Tín', ['doctor'], 'requester'],
    ['baothy', 'ĐD.', 'Lê Ngọc Bảo Thy', ['nurse'], 'nurse'],
    ['hoaian', 'CN.', 'Đặng Hoài An', ['coordinator'], 'coordinator'],
    ['nhatnam', 'KS.', 'Huỳnh Nhật Nam', ['admin'], 'admin'],
  ]),
  ...staff(demoHospitals.songHan, 'songhan.example', [
    ['maihuong', 'CN.', 'Nguyễn Thị Mai Hương', ['coordinator'], 'coordinator'],
    ['ducthinh', 'PGS.TS.BS.', 'Hoàng Đức Thịnh', ['doctor'], 'chair'],
    ['khanhlinh', 'ThS.BS.', 'Dương Khánh Linh', ['doctor'], 'secretary'],
    ['ngocanh', 'BSCKII.', 'Lý Thị Ngọc Ánh', ['doctor'], 'member'],
    ['quangvinh', 'TS.BS.', 'Đỗ Quang Vinh', ['doctor'], 'member'],
    ['thanhson', 'ThS.BS.', 'Bùi Thanh Sơn', ['doctor'], 'member'],
    ['hongnhung', 'BSCKII.', 'Trịnh Thị Hồng Nhung', ['doctor'], 'member'],
    ['xuanphuc', 'TS.BS.', 'Mai Xuân Phúc', ['doctor'], 'member'],
    ['baloc', 'BSCKII.', 'Cao Bá Lộc', ['doctor'], 'member'],
    ['camtu', 'ĐD.', 'Hồ Thị Cẩm Tú', ['nurse'], 'nurse'],
    ['trungkien', 'KS.', 'Lương Trung Kiên', ['admin'], 'admin'],
    ['thuphuong', 'CN.', 'Tạ Thu Phương', ['auditor'], 'auditor'],
  ]),
  ...staff(demoHospitals.ngocVan, 'ngocvan.example', [
    ['minhkhoi', 'BS.', 'Trần Minh Khôi', ['doctor'], 'requester'],
    ['baotram', 'ĐD.', 'Lê Thị Bảo Trâm', ['nurse'], 'nurse'],
    ['quochuy', 'CN.', 'Phan Quốc Huy', ['coordinator', 'admin'], 'coordinator'],
  ]),
  // Whoever comes later stands at the end: a licence number is the place in this list.
  ...staff(demoHospitals.songHan, 'songhan.example', [['minhquan', 'BSCKI.', 'Tô Minh Quân', ['doctor'], 'member']]),
  ...staff(demoHospitals.baLang, 'balang.example', [['thienan', 'CN.', 'Trương Thiên An', ['auditor'], 'auditor']]),
]
