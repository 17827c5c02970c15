-- The last wall knows more ways to write where somebody is found: the endings of more countries and trades, a path after
-- any of them, "punkt" for a dot, hyphens around "at", other scripts' figures, and numbers half in words.

create or replace function app.dot() returns text
language sql immutable set search_path = '' as $$
  select '(\.|\s{1,2}(dot|punkt|punto|ponto)\s{1,2}|\s{0,2}[(\[{<*]\s?(dot|punkt|punto|ponto|\.)\s?[)\]}>*]\s{0,2}|\s\.\s)';
$$;

-- Every ending that the anonymiser knows. Many are words, so they count only where nothing but an address looks so.
create function app.any_ending() returns text
language sql immutable set search_path = '' as $$
  select '(com|org|net|io|co|ai|dev|app|edu|gov|biz|xyz|tech|info|jobs|careers|work|site|online|store|blog|design|page|link'
    || '|live|life|cloud|digital|agency|studio|works|social|club|space|website|pro|team|chat|zone|scot|wales|cymru|london|berlin'
    || '|nyc|africa|asia|shop|email|academy|health|care|int|me|uk|us|ca|au|nz|ie|in|de|fr|es|it|nl|be|ch|at|se|no|dk|fi|pl|pt|br'
    || '|mx|jp|cn|sg|hk|za|ng|ke|pk|ae|il|ru|ua|eu|ly|gg|to|tv|cc|so|is|gl|am|fm|ar|bd|bg|cl|cz|ee|eg|ge|gh|gr|hr|hu|id|jo|kr'
    || '|la|lb|lk|lt|lv|ma|ms|my|np|om|pe|ph|qa|ro|rs|sh|si|sk|st|th|tr|tw|tz|ug|uy|vc|vn|zm|zw)';
$$;

create or replace function app.holds_link(_text text) returns boolean
language sql immutable set search_path = '' as $$
  select _text ~* '\m(https?|hxxps?|ftp)\s?:\s?/\s?/\s?\S'
      or _text ~* '\m(mailto|tel|sms|skype|whatsapp|tg|slack):\S'
      or _text ~* '\mwww[0-9]?\.\S'
      or _text ~* '\m[[:alnum:]-]+\.(com|org|net|io|co|dev|ai|edu|gov|biz|xyz|gg|ly|uk|de|fr|nl|ca|nz)\M'
      -- Endings that are words too begin a sentence as well, with a capital.
      or _text ~ '\m[[:alnum:]-]+\.(app|me|jobs|info|us|it|in|es|ie|au|site|page|link)\M'
      or _text ~ '\m[[:alnum:]-]{3,}\.(ch|eu|tv|pl|cz|dk|fi|pt|br|jp|mx|cn|sg|hk|za|ng|ke|pk|ae|ru|ua|gr|hr|hu|ro|rs|sk|bg|lt|lv|tw|vn|kr|cl|scot|wales)\M'
      or _text ~ ('\m[[:alnum:]-]{3,}\.[[:alnum:]-]{3,}\.' || app.any_ending() || '\M')
      or _text ~* ('\m[[:alnum:]-]{2,}\.' || app.any_ending() || '/[[:alnum:]]')
      or _text ~* '\m[[:alnum:]-]{2,}\s?\.\s?(ly|ee|gg|be)\s?/\s?[[:alnum:]]'
      or _text ~* ('\m[[:alnum:]-]{2,}(\s{1,2}dot\s{1,2}|\s{0,2}[(\[{<*]\s?(dot|\.)\s?[)\]}>*]\s{0,2}|\s\.\s)(com|org|net|io|co|dev|ai|app|me|uk|edu)\M');
$$;

create or replace function app.holds_address(_text text) returns boolean
language sql immutable set search_path = '' as $$
  select _text ~* '[[:alnum:]_.+''-]@{1,3}[[:alnum:]-]'
      or _text ~* '([[:alnum:]_.+-]\s){2,}@(\s[[:alnum:]_.-]){3,}(\s|$)'
      or _text ~* '[[:alnum:]_]\s?@\s?(gmail|googlemail|hotmail|outlook|yahoo|ymail|icloud|proton|protonmail|aol|gmx|live|msn|zoho|fastmail)\M'
      or _text ~* ('[[:alnum:]_](\s{0,2}@\s{0,2}|\s{0,2}[(\[{<*]\s?(at|@|a)\s?[)\]}>*]\s{0,2}|\sat\s)([[:alnum:]-]+' || app.dot() || '){1,5}' || app.ending() || '\M')
      or _text ~* ('[[:alnum:]_][-_]at[-_][[:alnum:]-]+[-_]dot[-_]' || app.ending() || '\M')
      or _text ~* '[0-9._][[:alnum:]_]*\s?[(\[]\s?(gmail|googlemail|hotmail|icloud|protonmail|gmx|ymail)\s?[)\]]'
      or _text ~* '[[:alnum:]_]\sat\s(gmail|googlemail|hotmail|icloud|protonmail|gmx)\M';
$$;

create or replace function app.holds_number(_text text) returns boolean
language sql immutable set search_path = '' as $$
  select _text ~ '(\+|(^|[^0-9])00)[\s().*/_-]{0,3}[0-9]([\s().*/_-]{0,3}[0-9]){6,}'
      or _text ~ '(^|[^0-9./-])0([0-9][\s().*/_-]{0,3}){8,11}($|[^0-9])'
      or _text ~ '(^|[^0-9,])[0-9]{3},[0-9]{3},[0-9]{4}($|[^0-9])'
      or _text ~* '\m((zero|oh|o|one|two|three|four|five|six|seven|eight|nine|double|triple|[0-9]{1,4})[\s,.-]{1,2}){6,}(zero|oh|o|one|two|three|four|five|six|seven|eight|nine|[0-9]{1,4})\M'
      or _text ~* '\m[0-9]{3,5}([\s.-](zero|oh|o|one|two|three|four|five|six|seven|eight|nine)){2,5}[\s.-][0-9]{3,5}\M'
      or exists (
        select from regexp_matches(_text, '[0-9](?:[\s().*/_-]{0,3}[0-9]){8,}', 'g') as digits
        where digits[1] !~ '^(([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4})(\s[\s().*/_-]*|$)|((19|20)[0-9]{2}|[1-9][0-9]{0,2}([ .])[0-9]{3}(\6[0-9]{3})?|[1-9][0-9]{0,3}000)[\s().*/_-]*)+$');
$$;

create or replace function app.holds_contact(_text text) returns boolean
language plpgsql immutable set search_path = '' as $$
declare
  read text := translate(app.as_read(_text), '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९', '012345678901234567890123456789');
begin
  return app.holds_address(read) or app.holds_link(regexp_replace(read, '\m(asp|ado|vb)\.net\M', '', 'gi')) or app.holds_number(read);
end $$;
