import { describe, expect, it } from 'vitest'
import { isGuessable } from './password-policy.ts'

describe('a new password', () => {
  it.each(['1234567890', 'password123', 'qwertyuiop', 'iloveyou2026', 'P@ssw0rd2026', 'benhvien123', 'hoichan2026', 'Matkhau@123', 'bacsi12345', '0901234567890', 'aaaaaaaaaaaa', 'abcdefghijkl'])(
    'is refused when it is leaked or made of what is: %s', (password) => expect(isGuessable(password)).toBe(true))

  it('is refused when it is made of the person\'s own name or address', () => {
    expect(isGuessable('phamthithuha1', ['thuha@balang.example', 'Phạm Thị Thu Hà', 'phamthithuha'])).toBe(true)
  })

  it.each(['con trau gam co ven song 88', 'Tàu hỏa rẽ trái lúc bình minh', 'kX9$vw2!Lq7z', 'mot cau de nho 2026'])('is taken when it is long or strange: %s', (password) =>
    expect(isGuessable(password)).toBe(false))
})
