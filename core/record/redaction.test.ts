import { expect, it } from 'vitest'
import { makeRedactor } from './redaction.ts'

const redact = makeRedactor(['Nguyễn Thị Đào', '001159012345', null, 'An'])

it.each([
  ['the name as it is written', 'Bệnh nhân Nguyễn Thị Đào, 67 tuổi', 'Bệnh nhân [đã che], 67 tuổi'],
  ['without marks, in capitals, over two lines', 'BN NGUYEN THI\nDAO vào viện', 'BN [đã che] vào viện'],
  ['in decomposed letters', 'Nguyễn Thị Đào'.normalize('NFD'), '[đã che]'],
  ['as devices write it', 'NGUYEN^THI^DAO', '[đã che]'],
  ['a number', 'CCCD: 001159012345.', 'CCCD: [đã che].'],
  ['nothing within a longer number', '0011590123456', '0011590123456'],
  ['nothing within a longer name', 'Nguyễn Thị Đàoo', 'Nguyễn Thị Đàoo'],
  ['no word of the language', 'An toàn, an thần', 'An toàn, an thần'],
])('takes out %s', (_what, text, shown) => {
  expect(redact(text)).toBe(shown)
})

it('leaves a text alone where nobody is known', () => {
  expect(makeRedactor([null, ''])('Nguyễn Thị Đào')).toBe('Nguyễn Thị Đào')
})
