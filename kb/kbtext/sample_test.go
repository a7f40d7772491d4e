package kbtext

// sample is an article with every part of the format.
const sample = `DOCUMENT:Q100001  29-FEB-2000  [test]
TITLE   :FIX: The Thing Stops When the Other Thing Starts
PRODUCT :Test Product
PROD/VER:winnt:4.0,4.0 SP3;WINDOWS:95
OPER/SYS:
KEYWORDS:kbThing kbErrkbbuglist

======================================================================
NOTE: This is an early version.

-------------------------------------------------------------------------------
The information in this article applies to:

 - Test Thing, versions 4.0, 4.0 SP3, used with:
    - Test Server version 4.0 
 - Test Desk version 95 
-------------------------------------------------------------------------------

For a version of this article about Desk 96, see Q100002.

SYMPTOMS
========

The Thing stops and you may receive the following message:

   425 Cannot open the other Thing.

Details
-------

It stops at once. Bulletin MS01-023 tells more.

CAUSE
-----

The Other Thing takes its place.

STATUS
======

We have confirmed this to be a problem in Test Thing 4.0. This problem was
first corrected in Test Thing 4.0 Service Pack 4 and Test Server 4.1.

MORE INFORMATION
================

See the following articles:

   Q100003 A Title About the Thing That Is So Long That It Has To
   Wrap

   http://www.example.com/things/
   thing4.exe

Additional query words: thing other

======================================================================
Keywords          : kbThing kbErr kbbuglist
Technology        : kbTest
Version           : winnt:4.0,4.0 SP3;WINDOWS:95
Issue type        : kbbug
Solution Type     : kbfix

=============================================================================

THE INFORMATION PROVIDED IN THE MICROSOFT KNOWLEDGE BASE IS
(the rest of the legal text)

Copyright Somebody 2000.`
