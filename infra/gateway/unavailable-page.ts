import type { ServerResponse } from 'node:http'

const page = `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="5">
<title>Liên Viện đang khởi động lại</title>
<style>
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f6f8f8; color: #12302f;
    font: 1.125rem/1.6 system-ui, sans-serif; }
  main { max-width: 34rem; padding: 2rem; }
  h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
  p { margin: .5rem 0; }
</style>
<main>
  <h1>Hệ thống đang khởi động lại</h1>
  <p>Trang này tự tải lại sau vài giây. Cuộc hội chẩn đang diễn ra không mất dữ liệu đã lưu.</p>
  <p lang="en">The system is restarting. This page reloads by itself in a few seconds.</p>
</main>
</html>
`

const retryAfterSeconds = 5

/** Answers in place of a portal that cannot be reached, in the form that the caller can read. */
export function answerUnavailable(response: ServerResponse, accept: string | undefined): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const html = accept?.includes('text/html') ?? false
  response.writeHead(503, {
    'content-type': html ? 'text/html; charset=utf-8' : 'application/json',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'cache-control': 'no-store',
    'retry-after': String(retryAfterSeconds),
  })
  response.end(html ? page : JSON.stringify({ error: 'gateway.unavailable' }))
}
