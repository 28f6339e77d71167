// Loaded into the media worker by a test: every SEND_FAULT_EVERY-th datagram that it sends fails with SEND_FAULT_ERRNO;
// with SEND_FAULT_ON=segments only those sends count that carry several.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static int setting(const char *name, int otherwise)
{
	const char *value = getenv(name);
	return value ? atoi(value) : otherwise;
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
	static unsigned count;
	const char *on = getenv("SEND_FAULT_ON");
	const int counts = message->msg_name && (message->msg_controllen > 0 || !on || strcmp(on, "segments") != 0);

	if (counts && ++count % (unsigned)setting("SEND_FAULT_EVERY", 1) == 0)
	{
		errno = setting("SEND_FAULT_ERRNO", EAGAIN);
		return -1;
	}
	return ((ssize_t(*)(int, const struct msghdr *, int))dlsym(RTLD_NEXT, "sendmsg"))(fd, message, flags);
}
