// Loaded before libssl into what is measured: every SRTP stream is then offered the one cipher that all of them know.
#define _GNU_SOURCE
#include <dlfcn.h>

typedef int (*set_profiles)(void *, const char *);

int SSL_CTX_set_tlsext_use_srtp(void *context, const char *profiles)
{
	(void)profiles;
	return ((set_profiles)dlsym(RTLD_NEXT, "SSL_CTX_set_tlsext_use_srtp"))(context, "SRTP_AEAD_AES_128_GCM");
}

int SSL_set_tlsext_use_srtp(void *ssl, const char *profiles)
{
	(void)profiles;
	return ((set_profiles)dlsym(RTLD_NEXT, "SSL_set_tlsext_use_srtp"))(ssl, "SRTP_AEAD_AES_128_GCM");
}
