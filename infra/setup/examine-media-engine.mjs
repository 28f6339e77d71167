const present = (detail) => ({ state: 'present', name: 'Máy chủ hình và tiếng', detail })
const wrong = (detail, fix) => ({ state: 'wrong', name: 'Máy chủ hình và tiếng', detail, fix })

const needed = ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET']

/** Whether the engine that MEDIA_ENGINE names is set up and answers; finds nothing to say of our own SFU, which is started with the rest. */
export async function examineMediaEngine(environment) {
  const { MEDIA_ENGINE = 'mediasoup', PUBLIC_ORIGIN = '' } = environment
  if (MEDIA_ENGINE === 'mediasoup') return []
  if (MEDIA_ENGINE !== 'livekit') return [wrong(`MEDIA_ENGINE=${MEDIA_ENGINE} không được biết`, 'đặt mediasoup (mặc định) hoặc livekit')]
  const absent = needed.filter((name) => !environment[name])
  if (absent.length > 0) return [wrong(`MEDIA_ENGINE=livekit nhưng thiếu ${absent.join(', ')}`, 'đặt các biến đó, xem docs/operations.md')]
  const { LIVEKIT_URL, LIVEKIT_API_SECRET } = environment
  if (!URL.canParse(LIVEKIT_URL) || !/^wss?:$/.test(new URL(LIVEKIT_URL).protocol))
    return [wrong('LIVEKIT_URL không phải là một địa chỉ ws:// hoặc wss://', 'dạng đúng: wss://livekit.benhvien.vn')]
  if (LIVEKIT_API_SECRET.length < 32) return [wrong('LIVEKIT_API_SECRET ngắn hơn 32 ký tự', 'tạo khoá mới và đặt cùng một giá trị ở máy chủ LiveKit')]
  if (PUBLIC_ORIGIN.startsWith('https:') && !LIVEKIT_URL.startsWith('wss:'))
    return [wrong('LIVEKIT_URL là ws:// trong khi trang dùng https', 'trình duyệt sẽ chặn: đặt TLS trước LiveKit và dùng wss://')]
  const { host } = new URL(LIVEKIT_URL)
  try {
    const answer = await fetch(LIVEKIT_URL.replace(/^ws/, 'http'), { signal: AbortSignal.timeout(3000) })
    return [answer.ok ? present(`LiveKit tại ${host}`) : wrong(`LiveKit tại ${host} trả lời ${answer.status}`, 'xem nhật ký của livekit-server')]
  } catch {
    return [wrong(`không kết nối được LiveKit tại ${host}`, 'kiểm tra địa chỉ, cổng, tường lửa và livekit-server')]
  }
}
