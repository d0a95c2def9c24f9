"""What web hosts are told about a site: its headers, how long to keep a file, and which page says "not found".

`_headers` (Netlify, Cloudflare Pages and their like) and `.htaccess` (Apache, most shared hosting) belong to a site's
files; the lines for nginx and Caddy are the same for every site, and stand beside the sites as `SERVERS`.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from urllib.parse import quote

HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Beside what each page says of itself, and for whatever else lies in the folder: nothing from elsewhere. Where pages
# send to, they say themselves (an endpoint may be any host, and without https in a network of one's own: hence the
# star); that nobody frames them they can't say (CSP Level 3, 3.3).
FRAMES_CSP = "frame-ancestors 'none'"
PAGE_CSP = f"default-src 'self' 'unsafe-inline' data:; connect-src *; object-src 'none'; base-uri 'none'; {FRAMES_CSP}"
PICTURE_CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"  # an SVG as a page
KEPT = ("avif", "webp", "jpg", "jpeg", "png", "gif", "svg", "ico", "woff2")
HASHED = rf"-[0-9a-f]{{8}}(-[0-9]+)?\.({'|'.join(KEPT)})$"  # a name that is another one when its bytes are
STAYING = ("favicon.svg", "favicon.png", "apple-touch-icon.png", "card.jpg", "contact.vcf")  # whatever is in them
FRESH, SHORT, LONG = "no-cache", "public, max-age=3600", "public, max-age=31536000, immutable"
_STAYING = "|".join(re.escape(name) for name in STAYING)


def host_files(root: str) -> Iterator[tuple[str, str]]:
    """The files for hosts that belong to a site's own; `root` is its path on its host, such as "/"."""
    yield "_headers", _headers()
    yield ".htaccess", _htaccess(root)


@cache
def _headers() -> str:
    return (
        f"/*\n{_lines('  {}: {}')}\n"
        + "".join(f"/{name}\n  Content-Security-Policy: {PICTURE_CSP}\n" for name in ("*.svg", "images/*.svg"))
        + f"/images/*\n  Cache-Control: {LONG}\n"
        + "".join(f"/{name}\n  Cache-Control: {SHORT}\n" for name in ("*/card.jpg", *STAYING))
        + "  Content-Type: text/vcard; charset=utf-8\n"  # of the last of them
    )


def _htaccess(root: str) -> str:
    made = "# Made by formkit for hosts with Apache; a newer build writes it anew."
    return f"{made}\nErrorDocument 404 {_quoted(root)}404.html\n{_APACHE}"


def _quoted(path: str) -> str:
    """A path as one word of Apache's language."""
    return quote(path, safe="/%-._~")


def _lines(pattern: str, policy: str = PAGE_CSP) -> str:
    return "\n".join(pattern.format(*one) for one in {**HEADERS, "Content-Security-Policy": policy}.items())


# Only what Apache takes with `AllowOverride FileInfo`: anything more would shut the site on strict hosts. What PHP
# makes in a folder below, such as a blog, keeps its own scripts.
_APACHE = f"""\
<IfModule mod_headers.c>
{_lines('    Header always set {} "{}"', FRAMES_CSP)}
    <FilesMatch "\\.(?!php)\\w+$">
        Header always set Content-Security-Policy "{PAGE_CSP}"
    </FilesMatch>
    <FilesMatch "\\.svg$">
        Header always set Content-Security-Policy "{PICTURE_CSP}"
    </FilesMatch>
    Header set Cache-Control "{FRESH}"
    <FilesMatch "^({_STAYING})$">
        Header set Cache-Control "{SHORT}"
    </FilesMatch>
    <FilesMatch "{HASHED}">
        Header set Cache-Control "{LONG}"
    </FilesMatch>
</IfModule>
<IfModule mod_mime.c>
    AddDefaultCharset utf-8
    AddType "text/vcard; charset=utf-8" .vcf
    AddType image/svg+xml .svg
    AddType image/webp .webp
    AddType image/avif .avif
</IfModule>
<IfModule mod_deflate.c>
    <IfModule mod_filter.c>
        AddOutputFilterByType DEFLATE text/html text/plain text/xml application/xml text/vcard image/svg+xml
    </IfModule>
</IfModule>
<IfModule mod_alias.c>
    RedirectMatch 404 "/(_headers|\\.htaccess)$"
</IfModule>
"""

_NGINX = f"""\
# Made by formkit; a newer build writes it anew. For the server part of a site with nginx:
#     root /var/www/your-site;
#     include /etc/nginx/formkit.nginx.conf;    # this file, wherever you put it
index index.html;
error_page 404 /404.html;
charset utf-8;
gzip on;
gzip_comp_level 6;
gzip_types text/plain text/xml application/xml text/vcard image/svg+xml;
{_lines('add_header {} "{}" always;')}
set $formkit_drawing "";
if ($uri ~ "\\.svg$") {{
    set $formkit_drawing "{PICTURE_CSP}";
}}
add_header Content-Security-Policy $formkit_drawing always;
set $formkit_keep "{FRESH}";
if ($uri ~ "/({_STAYING})$") {{
    set $formkit_keep "{SHORT}";
}}
if ($uri ~ "/images/[^/]*{HASHED}") {{
    set $formkit_keep "{LONG}";
}}
add_header Cache-Control $formkit_keep always;
location ~ ^/(_headers$|\\.(?!well-known/)|.+/\\.) {{
    return 404;
}}
location = /contact.vcf {{
    types {{ }}
    default_type "text/vcard; charset=utf-8";
}}
"""

_CADDY = f"""\
# Made by formkit; a newer build writes it anew. In your Caddyfile:
#     import /etc/caddy/formkit.caddy       # this file, wherever you put it
#     rosegarden.example {{
#         root * /var/www/rose-garden
#         import formkit
#     }}
(formkit) {{
    encode gzip
    header {{
{_lines('        {} "{}"')}
    }}
    @staying path_regexp /({_STAYING})$
    @hashed path_regexp /images/[^/]*{HASHED}
    @drawing path *.svg
    header @drawing {{
        Content-Security-Policy "{PICTURE_CSP}"
        defer
    }}
    header ?Cache-Control "{FRESH}"
    header @staying Cache-Control "{SHORT}"
    header @hashed Cache-Control "{LONG}"
    header /contact.vcf Content-Type "text/vcard; charset=utf-8"
    @inner {{
        path /_headers /.* */.*
        not path /.well-known/*
    }}
    error @inner 404
    file_server
    handle_errors {{
        @lost expression `{{err.status_code}} == 404`
        rewrite @lost /404.html
        header Cache-Control "{FRESH}"
        file_server @lost
    }}
}}
"""

SERVERS: Mapping[str, str] = {"formkit.nginx.conf": _NGINX, "formkit.caddy": _CADDY}
