import { describe, expect, it } from 'vitest'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import { readDirectoryCsv } from './directory-csv.ts'

const specialties = new Map<string, SpecialtyCode>([['ngoai tong hop', 'general-surgery'], ['tim mach', 'cardiology'], ['cardiology', 'cardiology']])
const read = (text: string) => readDirectoryCsv(text, specialties)

describe('a list of the directory', () => {
  it('is read as a spreadsheet of any language saves it', () => {
    const expected = { list: { kind: 'departments', rows: [{ line: 2, code: 'K19', name: 'Khoa Ngoại tiêu hóa' }, { line: 4, code: 'K04', name: 'Khoa Nội, Tim mạch' }] } }
    expect(read('\uFEFFma_khoa;ten_khoa\r\nK19;Khoa Ngoại tiêu hóa\r\n\r\nk04;Khoa Nội, Tim mạch\r\n')).toEqual(expected)
    expect(read('Mã khoa,Tên khoa\nK19,Khoa Ngoại  tiêu hóa\n,\nK04,"Khoa Nội, Tim mạch"')).toEqual(expected)
    expect(read('ma_khoa\tten_khoa\rK19\tKhoa Ngoại tiêu hóa\r\rK04\tKhoa Nội, Tim mạch\r'.replaceAll('\r', '\n').normalize('NFD'))).toEqual(expected)
  })

  it('has people with roles and specialties in everyday words', () => {
    const text = 'so_cchn;ho_ten;hoc_vi;ma_khoa;vai_tro;chuyen_khoa;dien_thoai;truong_khoa\n000123/BYT-CCHN;Nguyễn Văn An;BSCKII.;K19;Bác sĩ;Ngoại tổng hợp | Tim mạch;0912 345 678;x\n;Lê Thị Bình;CN.;K99;Điều phối;;;\n9;Trần Cường;;K19;giám đốc;Bói toán;;'
    expect(read(text)).toEqual({
      list: {
        kind: 'people',
        rows: [
          { line: 2, licenceNumber: '000123/BYT-CCHN', name: 'Nguyễn Văn An', title: 'BSCKII.', departmentCode: 'K19', role: 'doctor', specialties: ['general-surgery', 'cardiology'], phone: '0912 345 678', isHead: true },
          { line: 3, licenceNumber: '', name: 'Lê Thị Bình', title: 'CN.', departmentCode: 'K99', role: 'coordinator', specialties: [], phone: '', isHead: false },
          { line: 4, licenceNumber: '9', name: 'Trần Cường', title: '', departmentCode: 'K19', role: null, specialties: null, phone: '', isHead: false },
        ],
      },
    })
  })

  it('says what is wrong with a file that is no such list', () => {
    expect(read('ma_khoa;ten_khoa')).toEqual({ file: { fault: 'empty' } })
    expect(read('so_cchn;ho_ten\n1;A')).toEqual({ file: { fault: 'columns', missing: ['hoc_vi', 'ma_khoa', 'vai_tro', 'chuyen_khoa', 'dien_thoai', 'truong_khoa'] } })
    expect(read('gì;đó\n1;2')).toEqual({ file: { fault: 'columns', missing: ['ma_khoa', 'ten_khoa'] } })
    expect(read('ma_khoa,ten_khoa\nK01,"Khoa')).toEqual({ file: { fault: 'unreadable' } })
    expect(read('ma_khoa,ten_khoa\nK01,Khoa N\uFFFDi')).toEqual({ file: { fault: 'not-utf8' } })
  })
})
