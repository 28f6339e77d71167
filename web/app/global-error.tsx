'use client'

import './globals.css'

/** The last resort, when not even the language is known: it says the same in both. */
export default function GlobalError({ error, retry }: { readonly error: Error & { readonly digest?: string }; readonly retry: () => void }) {
  return (
    <html lang="vi" data-theme="light">
      <body className="flex min-h-dvh flex-col items-center justify-center gap-3 px-6 text-center">
        <h1 className="text-head font-bold">Hệ thống đang gặp lỗi</h1>
        <p className="text-quiet">Dữ liệu đã lưu vẫn còn. Hãy thử lại sau ít phút. · What was saved is still there. Please try again in a few minutes.</p>
        <button type="button" onClick={retry} className="mt-2 h-10 rounded-control bg-jade px-4 font-semibold text-on-jade">Thử lại · Try again</button>
        <p className="font-mono text-small text-faint">{error.digest}</p>
      </body>
    </html>
  )
}
