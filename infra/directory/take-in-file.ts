import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { cellOf, readCsv } from '#adapters/spreadsheet/read-csv.ts'
import type { OrganizationRow, PlannedOrganization } from '#core/directory/import-organizations.ts'
import { red, say } from '#infra/setup/progress.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { takeInOrganizations } from '#prisma/take-in-organizations.ts'

const columns = ['ma_cskcb', 'ten', 'ten_ngan', 'co_quan_chu_quan', 'dia_chi', 'dien_thoai'] as const
const usage = [
  'Cách dùng: npm run hospitals -- <tệp CSV> [--apply]',
  `Cột: ${columns.join(', ')}. Không có --apply thì chỉ xem trước.`,
].join('\n')

const faults = { 'bad-code': 'mã cơ sở phải gồm 5 chữ số hoặc chữ cái', 'no-name': 'thiếu tên hoặc tên ngắn', 'named-twice': 'mã đã có ở dòng trên' } as const
const fields: Readonly<Partial<Record<string, string>>> = { name: 'tên', shortName: 'tên ngắn', authority: 'cơ quan chủ quản', address: 'địa chỉ', phone: 'điện thoại' }

function rowsOf(text: string): readonly OrganizationRow[] {
  if (text.includes('\uFFFD')) throw new StartProblem('Tệp không ở bảng mã UTF-8; trong Excel chọn Lưu thành “CSV UTF-8”.')
  const file = readCsv(text)
  if (file === null) throw new StartProblem('Không đọc được tệp: có dấu ngoặc kép chưa đóng, hoặc không phải CSV.')
  const missing = columns.filter((column) => !file.head.includes(column))
  if (missing.length > 0) throw new StartProblem(`Thiếu cột: ${missing.join(', ')}.`)
  return file.rows.map((row) => ({
    line: row.line, facilityCode: cellOf(row, 'ma_cskcb').toUpperCase(), name: cellOf(row, 'ten'), shortName: cellOf(row, 'ten_ngan'),
    authority: cellOf(row, 'co_quan_chu_quan'), address: cellOf(row, 'dia_chi'), phone: cellOf(row, 'dien_thoai'),
  }))
}

function tell(plan: readonly PlannedOrganization[], applied: boolean): void {
  for (const line of plan) {
    if (line.fate === 'refused') say(red(`Dòng ${line.row.line}: từ chối, ${faults[line.fault]}.`))
    if (line.fate === 'changed') say(`Dòng ${line.row.line}: ${line.row.facilityCode} đổi ${line.fields.map((field) => fields[field] ?? field).join(', ')}.`)
  }
  const count = (fate: PlannedOrganization['fate']): number => plan.filter((line) => line.fate === fate).length
  say(`${applied ? 'Đã ghi' : 'Xem trước'}: thêm ${count('added')}, đổi ${count('changed')}, giữ nguyên ${count('same')}, từ chối ${count('refused')}.`)
  if (!applied) say('Chạy lại với --apply để ghi.')
}

/** The command, wherever it is started: beside `npm start` or in a container. Returns its exit code. */
export async function takeInFile(appUrl: string, args: readonly string[]): Promise<number> {
  const { positionals: [file], values } = parseArgs({ args: [...args], allowPositionals: true, options: { apply: { type: 'boolean', default: false } } })
  if (file === undefined) throw new StartProblem(usage)
  const text = await readFile(file, 'utf8').catch(() => {
    throw new StartProblem(`Không đọc được tệp ${file}.`)
  })
  tell(await takeInOrganizations(appUrl, rowsOf(text), { apply: values.apply, now: new Date() }), values.apply)
  return 0
}
