// Which character set an image archive works in. Orthanc with its default (Latin1) drops Vietnamese letters without a word.
const answersWithinMs = 5000
const latin = /^(Latin|Ascii|Windows125|Arabic|Cyrillic|Greek|Hebrew|Thai|Japanese|Korean|Chinese)/

const present = (name, detail) => ({ state: 'present', name, detail })
const missing = (name, detail, fix) => ({ state: 'missing', name, detail, fix })
const wrong = (name, detail, fix) => ({ state: 'wrong', name, detail, fix })

const remedy =
  'đặt "DefaultEncoding": "Utf8" trong tệp cấu hình Orthanc rồi khởi động lại Orthanc; ảnh đã nhận trước đó cần nạp lại từ bản gốc'

/** The address without its account, and the header that carries the account. */
function reach(address) {
  const url = new URL(address)
  const account = [url.username, url.password].map(decodeURIComponent).join(':')
  url.username = ''
  url.password = ''
  const headers = account === ':' ? {} : { authorization: `Basic ${Buffer.from(account).toString('base64')}` }
  return { root: url.href.replace(/\/$/, ''), headers }
}

const ask = (url, headers) => fetch(url, { headers, signal: AbortSignal.timeout(answersWithinMs), redirect: 'error' })

/** Letters that a Latin archive leaves behind where Vietnamese ones stood. */
const isMangled = (text) => /\uFFFD|[A-Za-z]\?[A-Za-z]/.test(text)

/** Judges by what the archive answers: names with holes in them, or a declared set that is not Unicode. */
function judgeAnswers(name, studies) {
  const sets = studies.map((one) => one['00080005']?.Value?.[0]).filter((set) => typeof set === 'string' && set !== '')
  const names = studies.map((one) => one['00100010']?.Value?.[0]?.Alphabetic ?? '')
  if (names.some(isMangled)) return wrong(name, 'trả lời tên người bệnh bị mất dấu (bảng mã Latin)', remedy)
  const other = sets.find((set) => set !== 'ISO_IR 192')
  if (other !== undefined) return wrong(name, `trả lời bằng bảng mã ${other}, không phải UTF-8`, remedy)
  return present(name, studies.length === 0 ? 'trả lời; chưa có ảnh để xem bảng mã' : 'trả lời bằng UTF-8')
}

/** Asks an archive by the root of its DICOMweb service; the account may stand in the address. */
export async function examineArchive(name, address) {
  try {
    const { root, headers } = reach(address)
    // Orthanc itself says what it assumes where a file says nothing; other archives are judged by what they answer.
    const said = await ask(`${root.replace(/\/dicom-web$/, '')}/tools/default-encoding`, headers)
    if (said.status === 401 || said.status === 403) return wrong(name, 'không nhận tài khoản', 'kiểm tra tên và mật khẩu của kho ảnh')
    const encoding = said.ok ? (await said.text()).trim() : undefined
    if (encoding !== undefined && latin.test(encoding)) return wrong(name, `dùng bảng mã ${encoding}: chữ tiếng Việt sẽ mất dấu`, remedy)
    if (encoding === 'Utf8') return present(name, 'Orthanc, bảng mã UTF-8')
    const studies = await ask(`${root}/studies?limit=50&includefield=00080005`, { ...headers, accept: 'application/dicom+json' })
    if (!studies.ok) return wrong(name, `trả lời lỗi ${studies.status}`, 'kiểm tra địa chỉ DICOMweb, tên và mật khẩu')
    return judgeAnswers(name, studies.status === 204 ? [] : await studies.json())
  } catch (cause) {
    return cause instanceof TypeError && cause.code === 'ERR_INVALID_URL'
      ? wrong(name, 'PACS_URL không phải là một địa chỉ', 'dạng đúng: http://tên:mật-khẩu@máy:8042/dicom-web')
      : missing(name, 'không trả lời', 'kiểm tra kho ảnh có đang chạy, địa chỉ và tường lửa')
  }
}
