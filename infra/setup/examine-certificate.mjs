import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const name = 'Chứng chỉ TLS'
const dayMs = 86_400_000
const soonDays = 30

/** When the certificate ends that browsers meet: the hospital's own, or the one that `--lan` made; nothing to say where there is none. */
export function examineCertificate({ TLS_CERTIFICATE }, dataDirectory) {
  const file = TLS_CERTIFICATE || join(dataDirectory, 'ca', 'server.crt')
  if (!TLS_CERTIFICATE && !existsSync(file)) return []
  let ends
  try {
    ends = new Date(new X509Certificate(readFileSync(file)).validTo)
  } catch {
    return [{ state: 'wrong', name, detail: `không đọc được ${file}`, fix: 'kiểm tra đường dẫn và quyền đọc, tệp PEM' }]
  }
  const days = Math.floor((ends.getTime() - Date.now()) / dayMs)
  const until = `tới ${ends.toLocaleDateString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' })}`
  if (days >= soonDays) return [{ state: 'present', name, detail: until }]
  const detail = days < 0 ? `đã hết hạn (${until})` : `chỉ còn ${days} ngày (${until})`
  return TLS_CERTIFICATE
    ? [{ state: 'wrong', name, detail, fix: 'thay tệp của TLS_CERTIFICATE và TLS_KEY rồi khởi động lại' }]
    : [{ state: 'missing', name, detail, fix: 'npm start -- --lan tự gia hạn; đang chạy thì tự gia hạn lúc 3 giờ sáng' }]
}
