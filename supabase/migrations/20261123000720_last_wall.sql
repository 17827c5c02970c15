-- The last wall reads as people do: letters for what they look like, "at" and "dot" for the signs, and what nobody sees
-- not at all. It stays simpler than the anonymiser and independent of it, and refuses little that one lets stand.

create function app.as_read(_text text) returns text
language sql immutable set search_path = '' as $$
  select translate(
    regexp_replace(
      regexp_replace(
        normalize(coalesce(_text, ''), nfkd),
        '[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u0300-\u036f\u20d0-\u20ff]', '', 'g'),
      -- What stands for something hidden is no word of anybody's.
      '\[(person|company|school|place|email|phone|link|handle|date|salary|job id|number|name)( [0-9]{1,4})?\]', ' ; ', 'g'),
    'авесԁһіјкӏмпорԛѕтиѵԝхуАВЕСНІЈКМОРЅТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχı‐‑‒–—−。․·•',
    'abecdhijklmnopqstuvwxyABECHIJKMOPSTXYABEZHIKMNOPTYXaeiknoptuxi------... ');
$$;

-- Days, years and sums in a row are no number to call.
create function app.holds_number(_text text) returns boolean
language sql immutable set search_path = '' as $$
  select _text ~ '(\+|(^|[^0-9])00)[\s().*/_-]{0,3}[0-9]([\s().*/_-]{0,3}[0-9]){6,}'
      or _text ~ '(^|[^0-9./-])0([0-9][\s().*/_-]{0,3}){8,11}($|[^0-9])'
      or _text ~* '\m((zero|oh|o|one|two|three|four|five|six|seven|eight|nine|double|triple|[0-9]{1,4})[\s,.-]{1,2}){6,}(zero|oh|o|one|two|three|four|five|six|seven|eight|nine|[0-9]{1,4})\M'
      or exists (
        select from regexp_matches(_text, '[0-9](?:[\s().*/_-]{0,3}[0-9]){8,}', 'g') as digits
        where digits[1] !~ '^(([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4})(\s[\s().*/_-]*|$)|((19|20)[0-9]{2}|[1-9][0-9]{0,2}([ .])[0-9]{3}(\6[0-9]{3})?|[1-9][0-9]{0,3}000)[\s().*/_-]*)+$');
$$;

create function app.dot() returns text
language sql immutable set search_path = '' as $$
  select '(\.|\s{1,2}dot\s{1,2}|\s{0,2}[(\[{<*]\s?(dot|\.)\s?[)\]}>*]\s{0,2}|\s\.\s)';
$$;

create function app.ending() returns text
language sql immutable set search_path = '' as $$
  select '(com|org|net|io|co|dev|app|ai|edu|gov|info|biz|jobs|uk|ie|de|fr|es|it|nl|ca|au|nz|in|us|me|ly|gg|xyz|site|page|link)';
$$;

create function app.holds_address(_text text) returns boolean
language sql immutable set search_path = '' as $$
  select _text ~* '[[:alnum:]_.+''-]@[[:alnum:]-]'
      or _text ~* '[[:alnum:]_]\s?@\s?(gmail|googlemail|hotmail|outlook|yahoo|ymail|icloud|proton|protonmail|aol|gmx|live|msn|zoho|fastmail)\M'
      or _text ~* ('[[:alnum:]_](\s{0,2}@\s{0,2}|\s{0,2}[(\[{<*]\s?(at|@|a)\s?[)\]}>*]\s{0,2}|\sat\s)([[:alnum:]-]+' || app.dot() || '){1,5}' || app.ending() || '\M')
      or _text ~* '[[:alnum:]_]\sat\s(gmail|googlemail|hotmail|icloud|protonmail|gmx)\M';
$$;

create function app.holds_link(_text text) returns boolean
language sql immutable set search_path = '' as $$
  select _text ~* '\m(https?|hxxps?|ftp)\s?:\s?/\s?/\s?\S'
      or _text ~* '\m(mailto|tel|sms|skype|whatsapp|tg|slack):\S'
      or _text ~* '\mwww[0-9]?\.\S'
      or _text ~* '\m[[:alnum:]-]+\.(com|org|net|io|co|dev|ai|edu|gov|biz|xyz|gg|ly|uk|de|fr|nl|ca|nz)\M'
      -- Endings that are words too begin a sentence as well, with a capital.
      or _text ~ '\m[[:alnum:]-]+\.(app|me|jobs|info|us|it|in|es|ie|au|site|page|link)\M'
      or _text ~* ('\m[[:alnum:]-]{2,}(\s{1,2}dot\s{1,2}|\s{0,2}[(\[{<*]\s?(dot|\.)\s?[)\]}>*]\s{0,2}|\s\.\s)(com|org|net|io|co|dev|ai|app|me|uk|edu)\M');
$$;

create or replace function app.holds_contact(_text text) returns boolean
language plpgsql immutable set search_path = '' as $$
declare
  read text := app.as_read(_text);
begin
  return app.holds_address(read) or app.holds_link(regexp_replace(read, '\m(asp|ado|vb)\.net\M', '', 'gi')) or app.holds_number(read);
end $$;
